package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Distributes the matchups over the days of the season, then postpones a few. */
final class RegularSeason {
    private static final int POSTPONED = 9;
    private static final int MAX_GAMES_A_DAY = 16;
    private final SeededRandom random;
    private final List<LocalDate> days;
    private final boolean[][] plays;
    private final int[] games;
    private final List<Placed> placed = new ArrayList<>();

    /** @param postponedFrom the day for which the game was first scheduled, if another one; otherwise null */
    record Fixture(Matchup matchup, LocalDate date, LocalDate postponedFrom) { }

    private record Placed(Matchup matchup, int day) { }

    private RegularSeason(Season season) {
        random = new SeededRandom("calendar", season.startYear());
        days = season.regularStart().datesUntil(season.regularEnd().plusDays(1)).filter(date -> !season.dayOff(date)).toList();
        plays = new boolean[days.size()][Team.COUNT];
        games = new int[days.size()];
    }

    /** In the order of their first dates. */
    static List<Fixture> fixtures(Season season) {
        RegularSeason schedule = new RegularSeason(season);
        List<Matchup> open = Matchup.ofRegularSeason(season);
        schedule.random.shuffle(open);
        for (int day = 0; day < schedule.days.size(); day++) {
            schedule.fill(day, open);
        }
        open.forEach(schedule::placeOnAnyDay);
        return schedule.withPostponements();
    }

    /** Teams with most games left play first; a second day in a row is avoided, a third forbidden. */
    private void fill(int day, List<Matchup> open) {
        int[] left = new int[Team.COUNT];
        open.forEach(matchup -> {
            left[matchup.home().index()]++;
            left[matchup.away().index()]++;
        });
        record Candidate(Matchup matchup, double urgency) { }
        List<Candidate> candidates = new ArrayList<>();
        for (Matchup matchup : open) {
            int tired = (plays(day - 1, matchup.home()) ? 1 : 0) + (plays(day - 1, matchup.away()) ? 1 : 0);
            candidates.add(new Candidate(matchup, left[matchup.home().index()] + left[matchup.away().index()] - 4 * tired
                    + random.between(0.0, 6.0)));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::urgency).reversed());
        int wanted = wantedGames(day);
        for (Candidate candidate : candidates) {
            if (games[day] < wanted && isFree(day, candidate.matchup)) {
                place(candidate.matchup, day);
                open.remove(candidate.matchup);
            }
        }
    }

    private int wantedGames(int day) {
        return day == 0 ? 3 : switch (days.get(day).getDayOfWeek()) {
            case SATURDAY -> random.between(10, 15);
            case TUESDAY, THURSDAY -> random.between(8, 14);
            case MONDAY, WEDNESDAY, FRIDAY, SUNDAY -> random.between(1, 8);
        };
    }

    private void placeOnAnyDay(Matchup matchup) {
        int day = firstFreeDay(random.below(days.size()), matchup);
        day = day < 0 ? firstFreeDay(0, matchup) : day;
        if (day < 0) {
            throw new IllegalStateException("no day is left for " + matchup);
        }
        place(matchup, day);
    }

    private List<Fixture> withPostponements() {
        List<Fixture> fixtures = new ArrayList<>();
        placed.sort(Comparator.comparingInt(Placed::day));
        int every = placed.size() / POSTPONED;
        for (int i = 0; i < placed.size(); i++) {
            Matchup matchup = placed.get(i).matchup;
            int day = placed.get(i).day;
            int later = i % every == every / 2 && day < days.size() * 3 / 4 ? firstFreeDay(day + random.between(7, 40), matchup) : -1;
            if (later >= 0) {
                set(day, matchup, false);
                set(later, matchup, true);
            }
            fixtures.add(later < 0 ? new Fixture(matchup, days.get(day), null) : new Fixture(matchup, days.get(later), days.get(day)));
        }
        return fixtures;
    }

    /** -1 if there is none. */
    private int firstFreeDay(int from, Matchup matchup) {
        for (int day = from; day < days.size(); day++) {
            if (isFree(day, matchup)) {
                return day;
            }
        }
        return -1;
    }

    private boolean isFree(int day, Matchup matchup) {
        return games[day] < MAX_GAMES_A_DAY && isRested(day, matchup.home()) && isRested(day, matchup.away());
    }

    /** No second game on that day and no third day in a row. */
    private boolean isRested(int day, Team team) {
        return !plays(day, team) && !(plays(day - 1, team) && (plays(day - 2, team) || plays(day + 1, team)))
                && !(plays(day + 1, team) && plays(day + 2, team));
    }

    private boolean plays(int day, Team team) {
        return day >= 0 && day < plays.length && plays[day][team.index()];
    }

    private void place(Matchup matchup, int day) {
        set(day, matchup, true);
        placed.add(new Placed(matchup, day));
    }

    private void set(int day, Matchup matchup, boolean playing) {
        plays[day][matchup.home().index()] = playing;
        plays[day][matchup.away().index()] = playing;
        games[day] += playing ? 1 : -1;
    }
}
