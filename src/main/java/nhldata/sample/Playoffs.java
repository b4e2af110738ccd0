package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sixteen teams, four rounds, best of seven: the eight best of each conference, first against eighth and so on, until the
 * east's champion meets the west's. The id's last three digits are round, series and game.
 */
final class Playoffs {
    private static final int WINS_NEEDED = 4;
    private static final int SEEDS = 8;
    /** Which of the seven games the better seeded team plays at home. */
    private static final String HOME_PATTERN = "HHAAHAH";
    private final Season season;
    private final int[] points;
    private final List<Game> games = new ArrayList<>();
    private LocalDate lastDay;

    private Playoffs(Season season, int[] points) {
        this.season = season;
        this.points = points;
    }

    /** @param points of the regular season, by the team's index */
    static List<Game> games(Season season, int[] points) {
        Playoffs playoffs = new Playoffs(season, points);
        List<Team> field = new ArrayList<>(playoffs.seeded(0));
        field.addAll(playoffs.seeded(1));
        LocalDate start = season.playoffStart();
        for (int round = 1; field.size() > 1; round++) {
            field = playoffs.round(round, field, start);
            start = playoffs.lastDay.plusDays(season.bubble() ? 1 : 3);
        }
        return playoffs.games;
    }

    private Comparator<Team> byPoints() {
        return Comparator.comparingInt((Team team) -> -points[team.index()]).thenComparing(Team::index);
    }

    /** In the order of the bracket: 1 8 4 5 2 7 3 6, so that neighbours meet. */
    private List<Team> seeded(int conference) {
        List<Team> best = Teams.ALL.stream().filter(team -> team.conference() == conference).sorted(byPoints())
                .limit(SEEDS).toList();
        return List.of(0, 7, 3, 4, 1, 6, 2, 5).stream().map(best::get).toList();
    }

    private List<Team> round(int round, List<Team> field, LocalDate start) {
        List<Team> winners = new ArrayList<>();
        lastDay = start;
        for (int series = 0; series < field.size() / 2; series++) {
            List<Team> pair = new ArrayList<>(field.subList(2 * series, 2 * series + 2));
            pair.sort(byPoints());
            winners.add(series(round * 10 + series + 1, pair.get(0), pair.get(1), start, series));
        }
        return winners;
    }

    private Team series(int number, Team better, Team other, LocalDate start, int rhythm) {
        int betterWins = 0;
        int otherWins = 0;
        LocalDate date = start.minusDays(1);
        while (betterWins < WINS_NEEDED && otherWins < WINS_NEEDED) {
            int game = betterWins + otherWins + 1;
            date = nextDay(date, start, rhythm);
            boolean betterAtHome = HOME_PATTERN.charAt(game - 1) == 'H';
            Team home = betterAtHome ? better : other;
            Team away = betterAtHome ? other : better;
            int id = GameType.PLAYOFF.gameId(season, number * 10 + game);
            Score score = Score.of(season, GameType.PLAYOFF, id, away, home);
            games.add(new Game(id, season, GameType.PLAYOFF, date, StartTime.of(id, date, home.zone()), away, home,
                    score, null));
            if ((score.winner() == Side.HOME) == betterAtHome) {
                betterWins++;
            } else {
                otherWins++;
            }
        }
        lastDay = date.isAfter(lastDay) ? date : lastDay;
        return betterWins == WINS_NEEDED ? better : other;
    }

    /** Every other day; in the bubble three days of four, so that eight series make six games a day. */
    private LocalDate nextDay(LocalDate last, LocalDate start, int rhythm) {
        LocalDate day = last.plusDays(1);
        while (!plays((int) (day.toEpochDay() - start.toEpochDay()) + rhythm)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private boolean plays(int day) {
        return season.bubble() ? day % 4 != 3 : day % 2 == 0;
    }
}
