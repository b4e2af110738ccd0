package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sixteen teams, four rounds, best of seven: the eight best of each conference, first against eighth and so on, until the
 * champions of both conferences meet. The id's last three digits are round, series and game.
 */
final class Playoffs {
    private static final int WINS_NEEDED = 4;
    private static final int SEEDS = 8;
    /** Which of the seven games the better seeded team plays at home. */
    private static final String HOME_PATTERN = "HHAAHAH";
    private final Season season;
    private final Comparator<Team> seeding;
    private final List<Game> games = new ArrayList<>();
    private LocalDate lastDay;

    private Playoffs(Season season, int[] points) {
        this.season = season;
        this.seeding = Comparator.comparingInt((Team team) -> -points[team.index()]).thenComparing(Team::index);
    }

    /** @param points of the regular season, by the team's index */
    static List<Game> games(Season season, int[] points) {
        Playoffs playoffs = new Playoffs(season, points);
        List<Team> field = new ArrayList<>(playoffs.seeds(0));
        field.addAll(playoffs.seeds(1));
        playoffs.lastDay = season.playoffStart();
        for (int round = 1; field.size() > 1; round++) {
            field = playoffs.round(round, field, round == 1 ? season.playoffStart() : playoffs.lastDay.plusDays(season.bubble() ? 1 : 3));
        }
        return playoffs.games;
    }

    /** In the order of the bracket, so that neighbours meet. */
    private List<Team> seeds(int conference) {
        List<Team> best = Team.ALL.stream().filter(team -> team.conference() == conference).sorted(seeding).limit(SEEDS).toList();
        return List.of(0, 7, 3, 4, 1, 6, 2, 5).stream().map(best::get).toList();
    }

    private List<Team> round(int round, List<Team> field, LocalDate start) {
        List<Team> winners = new ArrayList<>();
        for (int series = 0; series < field.size() / 2; series++) {
            List<Team> pair = field.subList(2 * series, 2 * series + 2).stream().sorted(seeding).toList();
            winners.add(series(round * 10 + series + 1, pair.get(0), pair.get(1), start, series));
        }
        return winners;
    }

    private Team series(int number, Team better, Team other, LocalDate start, int offset) {
        int betterWins = 0;
        int otherWins = 0;
        int day = -1;
        while (betterWins < WINS_NEEDED && otherWins < WINS_NEEDED) {
            do {
                day++;
            } while (!isGameDay(day + offset));
            int game = betterWins + otherWins + 1;
            boolean betterAtHome = HOME_PATTERN.charAt(game - 1) == 'H';
            Game played = Game.of(season, Game.Type.PLAYOFF, number * 10 + game, start.plusDays(day), null,
                    betterAtHome ? other : better, betterAtHome ? better : other);
            games.add(played);
            if (played.score().winner() == (betterAtHome ? Side.HOME : Side.AWAY)) {
                betterWins++;
            } else {
                otherWins++;
            }
        }
        lastDay = start.plusDays(day).isAfter(lastDay) ? start.plusDays(day) : lastDay;
        return betterWins == WINS_NEEDED ? better : other;
    }

    /** Every other day; in the bubble three days of four, so that eight series make six games a day. */
    private boolean isGameDay(int day) {
        return season.bubble() ? day % 4 != 3 : day % 2 == 0;
    }
}
