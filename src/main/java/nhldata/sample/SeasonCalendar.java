package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All games of one season with their scores, and its rosters. Computed once, some tens of milliseconds. Immutable. */
final class SeasonCalendar {
    private static final int PRESEASON_DAYS = 15;
    final Season season;
    final Rosters rosters;
    final LocalDate playoffEnd;
    private final Map<Integer, Game> byId = new HashMap<>();
    private final Map<LocalDate, List<Game>> byDate = new HashMap<>();

    SeasonCalendar(Season season) {
        this.season = season;
        this.rosters = new Rosters(season);
        if (season.era().games() == 0) {
            this.playoffEnd = season.regularEnd();
            return;
        }
        addPreseason();
        add(Game.of(season, Game.Type.NOT_NHL, 1, season.breakStart().plusDays(1), null, Team.NORTH, Team.SOUTH));
        int[] points = new int[Team.COUNT];
        int number = 1;
        for (RegularSeason.Fixture fixture : RegularSeason.fixtures(season)) {
            Game game = Game.of(season, Game.Type.REGULAR, number++, fixture.date(), fixture.postponedFrom(),
                    fixture.matchup().away(), fixture.matchup().home());
            add(game);
            for (Side side : Side.values()) {
                points[game.team(side).index()] += game.score().points(side);
            }
        }
        List<Game> playoffs = Playoffs.games(season, points);
        playoffs.forEach(this::add);
        this.playoffEnd = playoffs.get(playoffs.size() - 1).date();
        byDate.values().forEach(day -> day.sort(Comparator.comparing(Game::firstStart).thenComparing(Game::id)));
    }

    /** About a hundred games in the second half of September. */
    private void addPreseason() {
        SeededRandom random = new SeededRandom("preseason", season.startYear());
        int number = 1;
        for (int day = 0; day < PRESEASON_DAYS; day++) {
            List<Team> teams = new ArrayList<>(Team.ALL);
            random.shuffle(teams);
            int games = random.between(4, 10);
            for (int i = 0; i < games; i++) {
                add(Game.of(season, Game.Type.PRESEASON, number++, season.preseasonStart().plusDays(day), null, teams.get(2 * i), teams.get(2 * i + 1)));
            }
        }
    }

    private void add(Game game) {
        byId.put(game.id(), game);
        byDate.computeIfAbsent(game.date(), date -> new ArrayList<>()).add(game);
        if (game.postponedFrom() != null) {
            byDate.computeIfAbsent(game.postponedFrom(), date -> new ArrayList<>()).add(game);
        }
    }

    Optional<Game> game(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Games of this day and those that were postponed from it. */
    List<Game> on(LocalDate date) {
        return byDate.getOrDefault(date, List.of());
    }

    /** Every game of the season. */
    List<Game> games() {
        return byId.values().stream().sorted(Comparator.comparing(Game::id)).toList();
    }
}
