package nhldata.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Spreads the 1,312 pairings over the season's days, then postpones a few. */
final class RegularSeason {
    private static final int POSTPONED = 9;
    private final Season season;
    private final Dice dice;
    private final DayGrid grid;
    private final List<Placed> placed = new ArrayList<>();

    private record Placed(Pairing pairing, int day) {
    }

    private RegularSeason(Season season) {
        this.season = season;
        this.dice = Dice.of("calendar", season.startYear());
        this.grid = new DayGrid(season.regularStart().datesUntil(season.regularEnd().plusDays(1))
                .filter(date -> !season.dayOff(date)).toList());
    }

    /** In the order of their first dates. */
    static List<Fixture> fixtures(Season season) {
        RegularSeason calendar = new RegularSeason(season);
        List<Pairing> open = Pairing.ofRegularSeason(season);
        calendar.dice.shuffle(open);
        for (int day = 0; day < calendar.grid.days(); day++) {
            calendar.fill(day, open);
        }
        open.forEach(calendar::placeAnywhere);
        List<Fixture> fixtures = calendar.withPostponements();
        fixtures.sort(Comparator.comparing(Fixture::firstDate));
        return fixtures;
    }

    /** The teams with most games left play first; a second day in a row is avoided, a third forbidden. */
    private void fill(int day, List<Pairing> open) {
        int[] left = new int[Teams.COUNT];
        open.forEach(pairing -> {
            left[pairing.home().index()]++;
            left[pairing.away().index()]++;
        });
        record Candidate(Pairing pairing, double urgency) {
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Pairing pairing : open) {
            int tired = (grid.plays(day - 1, pairing.home()) ? 1 : 0) + (grid.plays(day - 1, pairing.away()) ? 1 : 0);
            candidates.add(new Candidate(pairing, left[pairing.home().index()] + left[pairing.away().index()]
                    - 4 * tired + dice.between(0.0, 6.0)));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::urgency).reversed());
        int wanted = capacity(day);
        Iterator<Candidate> next = candidates.iterator();
        List<Pairing> chosen = new ArrayList<>();
        while (chosen.size() < wanted && next.hasNext()) {
            Pairing pairing = next.next().pairing();
            if (grid.freeAndRested(day, pairing)) {
                grid.put(day, pairing);
                chosen.add(pairing);
            }
        }
        for (Pairing pairing : chosen) {
            open.remove(pairing);
            placed.add(new Placed(pairing, day));
        }
    }

    private int capacity(int day) {
        if (day == 0) {
            return 3;
        }
        return switch (grid.date(day).getDayOfWeek()) {
            case SATURDAY -> dice.between(10, 15);
            case TUESDAY, THURSDAY -> dice.between(8, 14);
            case MONDAY, WEDNESDAY, FRIDAY, SUNDAY -> dice.between(1, 8);
        };
    }

    private void placeAnywhere(Pairing pairing) {
        int from = dice.below(grid.days());
        int day = firstFreeAfter(from, pairing);
        if (day < 0) {
            day = firstFreeAfter(0, pairing);
        }
        if (day < 0) {
            throw new IllegalStateException("no day is left for " + pairing + " in " + season);
        }
        grid.put(day, pairing);
        placed.add(new Placed(pairing, day));
    }

    private int firstFreeAfter(int from, Pairing pairing) {
        for (int day = from; day < grid.days(); day++) {
            if (grid.freeAndRested(day, pairing)) {
                return day;
            }
        }
        return -1;
    }

    private List<Fixture> withPostponements() {
        List<Fixture> fixtures = new ArrayList<>();
        placed.sort(Comparator.comparingInt(Placed::day));
        int every = placed.size() / POSTPONED;
        for (int i = 0; i < placed.size(); i++) {
            Placed game = placed.get(i);
            int later = i % every == every / 2 && game.day() < grid.days() * 3 / 4
                    ? firstFreeAfter(game.day() + dice.between(7, 40), game.pairing()) : -1;
            if (later >= 0) {
                grid.remove(game.day(), game.pairing());
                grid.put(later, game.pairing());
            }
            fixtures.add(later < 0 ? new Fixture(game.pairing(), grid.date(game.day()), null)
                    : new Fixture(game.pairing(), grid.date(later), grid.date(game.day())));
        }
        return fixtures;
    }
}
