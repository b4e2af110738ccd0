package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All games of one season with their scores, and its rosters. Computed once, some tens of milliseconds. Immutable. */
final class SeasonCalendar {
    private final Season season;
    private final Rosters rosters;
    private final Map<Integer, Game> byId = new HashMap<>();
    private final TreeMap<LocalDate, List<Game>> byDate = new TreeMap<>();
    private final LocalDate playoffEnd;

    SeasonCalendar(Season season) {
        this.season = season;
        this.rosters = new Rosters(season);
        if (season.era().games() == 0) {
            this.playoffEnd = season.regularEnd();
            return;
        }
        number(GameType.PRESEASON, Preseason.fixtures(season));
        number(GameType.NOT_NHL, List.of(new Fixture(
                new Pairing(Teams.VISITING_SELECTION, Teams.HOST_SELECTION), season.breakStart().plusDays(1), null)));
        int[] points = points(number(GameType.REGULAR, RegularSeason.fixtures(season)));
        List<Game> playoffs = Playoffs.games(season, points);
        playoffs.forEach(this::add);
        this.playoffEnd = playoffs.get(playoffs.size() - 1).date();
        byDate.values().forEach(day -> day.sort(Comparator.comparing(Game::firstStart).thenComparing(Game::id)));
    }

    Season season() {
        return season;
    }

    Rosters rosters() {
        return rosters;
    }

    LocalDate playoffEnd() {
        return playoffEnd;
    }

    Optional<Game> game(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Games of this day and those that were moved away from it. */
    List<Game> on(LocalDate date) {
        return byDate.getOrDefault(date, List.of());
    }

    /** Every game of the season. */
    List<Game> games() {
        return byId.values().stream().sorted(Comparator.comparing(Game::id)).toList();
    }

    private List<Game> number(GameType type, List<Fixture> fixtures) {
        List<Game> games = new ArrayList<>();
        for (Fixture fixture : fixtures) {
            int id = type.gameId(season, games.size() + 1);
            Team away = fixture.pairing().away();
            Team home = fixture.pairing().home();
            games.add(new Game(id, season, type, fixture.date(), StartTime.of(id, fixture.date(), home.zone()), away, home,
                    Score.of(season, type, id, away, home), fixture.postponedFrom()));
        }
        games.forEach(this::add);
        return games;
    }

    private void add(Game game) {
        byId.put(game.id(), game);
        byDate.computeIfAbsent(game.date(), date -> new ArrayList<>()).add(game);
        if (game.postponedFrom() != null) {
            byDate.computeIfAbsent(game.postponedFrom(), date -> new ArrayList<>()).add(game);
        }
    }

    /** Two for a win, one for a tie or a defeat after regulation. */
    private static int[] points(List<Game> games) {
        int[] points = new int[Teams.COUNT];
        for (Game game : games) {
            Side winner = game.score().winner();
            for (Side side : Side.values()) {
                boolean lost = winner != null && side != winner;
                points[game.team(side).index()] += side == winner ? 2 : lost && game.score().ending() == Score.Ending.REG ? 0 : 1;
            }
        }
        return points;
    }
}
