package nhldata.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statistic that can be traced: a column of a mart, and what its games add to it. The amounts of a game have the names of the columns, in
 * {@code find-player-games.sql} and {@code find-team-games.sql}. This table is the only one of its kind; a test keeps it complete.
 *
 * @param column of the mart; the name of the statistic is the same with spaces
 * @param parts the amounts that make it up; those of a ratio are numerator and denominator
 * @param factor of a ratio; 0 if the statistic is a sum
 * @param sources the columns of game_stats, and the details of etl.game_details, that it is made of
 */
public record Statistic(Mart mart, String column, List<String> parts, int factor, List<String> sources) {

    /** The marts whose columns are traced. */
    public enum Mart {
        PLAYERS("player_season_totals"), GOALIES("goalies"), TEAMS("teams");

        private final String relation;

        Mart(String relation) {
            this.relation = relation;
        }

        public String relation() {
            return relation;
        }
    }

    private static final String SKATER = "player_stats_skaterstats_";
    private static final String GOALIE = "player_stats_goaliestats_";
    private static final String DECISION = GOALIE + "decision";
    private static final String[] GOALS = {SKATER + "goals", GOALIE + "goals"};
    private static final String[] ASSISTS = {SKATER + "assists", GOALIE + "assists"};
    private static final String[] SAVES = {GOALIE + "saves"};
    private static final String[] SHOTS = {GOALIE + "shots"};
    private static final String[] TIME = {SKATER + "timeonice", GOALIE + "timeonice"};
    private static final String[] GOALS_AGAINST = {"goals_against", GOALIE + "shots", GOALIE + "saves"};
    private static final String[] RESULT = {DECISION, SKATER + "goals", GOALIE + "goals"};

    static final List<Statistic> ALL = List.of(
            sum(Mart.PLAYERS, "points", List.of("goals", "assists"), GOALS, ASSISTS),
            sum(Mart.PLAYERS, "goals", GOALS),
            sum(Mart.PLAYERS, "assists", ASSISTS),
            sum(Mart.PLAYERS, "games_played", TIME, new String[] {DECISION}),
            sum(Mart.PLAYERS, "time_on_ice_seconds", TIME),
            ratio("save_percentage", 100, "saves", "shots_against", SAVES, SHOTS),
            ratio("goals_against_average", 3600, "timed_goals_against", "timed_seconds", GOALS_AGAINST, TIME),
            sum(Mart.GOALIES, "games_played", TIME, new String[] {DECISION}),
            sum(Mart.GOALIES, "wins", new String[] {DECISION}),
            sum(Mart.GOALIES, "losses", new String[] {DECISION}),
            sum(Mart.GOALIES, "overtime_losses", new String[] {DECISION}),
            sum(Mart.GOALIES, "ties", new String[] {DECISION}),
            sum(Mart.GOALIES, "shots_against", SHOTS),
            sum(Mart.GOALIES, "saves", SAVES),
            sum(Mart.GOALIES, "goals_against", GOALS_AGAINST),
            sum(Mart.GOALIES, "shutouts", GOALS_AGAINST),
            sum(Mart.GOALIES, "starts", new String[] {"starter"}),
            sum(Mart.GOALIES, "time_on_ice_seconds", TIME),
            sum(Mart.TEAMS, "wins", RESULT),
            sum(Mart.TEAMS, "losses", RESULT),
            sum(Mart.TEAMS, "overtime_losses", RESULT),
            sum(Mart.TEAMS, "ties", RESULT),
            sum(Mart.TEAMS, "games_played", RESULT),
            sum(Mart.TEAMS, "goals_for", GOALS),
            sum(Mart.TEAMS, "goals_against", GOALS));

    /** Numeric columns of the marts that are no sum of games, each with the reason. */
    static final Map<String, String> NOT_TRACED = Map.of(
            "season", "key", "nhl_player_id", "key", "team_id", "key",
            "team_count", "number of teams, not a sum",
            "games_expected", "counted by the ledger, listed with the missing games", "games_missing", "counted by the ledger, listed with the missing games");

    private static Statistic sum(Mart mart, String column, String[]... sources) {
        return sum(mart, column, List.of(column), sources);
    }

    private static Statistic sum(Mart mart, String column, List<String> parts, String[]... sources) {
        return new Statistic(mart, column, parts, 0, Stream.of(sources).flatMap(Stream::of).toList());
    }

    private static Statistic ratio(String column, int factor, String numerator, String denominator, String[]... sources) {
        return new Statistic(Mart.GOALIES, column, List.of(numerator, denominator), factor, Stream.of(sources).flatMap(Stream::of).toList());
    }

    public String name() {
        return column.replace('_', ' ');
    }

    /** Whether the marts have it for all seasons, and for regular season and playoffs together. */
    public boolean hasAllTotals() {
        return mart == Mart.PLAYERS;
    }

    boolean isRatio() {
        return factor > 0;
    }

    /** The statistics of a kind of subject, the default first. A goalie has those of a player, too. */
    static List<Statistic> of(Subject subject, boolean isGoalie) {
        List<Statistic> statistics = new ArrayList<>();
        ALL.stream().filter(s -> s.mart == (subject.isTeam() ? Mart.TEAMS : isGoalie ? Mart.GOALIES : Mart.PLAYERS)).forEach(statistics::add);
        if (isGoalie) {
            ALL.stream().filter(s -> s.mart == Mart.PLAYERS && statistics.stream().noneMatch(t -> t.column.equals(s.column))).forEach(statistics::add);
        }
        return statistics;
    }

    /**
     * @param name as typed: with spaces, hyphens or underscores; empty for the default
     * @throws IllegalArgumentException if there is no such statistic; the message lists those there are
     */
    static Statistic named(String name, List<Statistic> statistics) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
        Optional<Statistic> found = statistics.stream().filter(s -> wanted.isEmpty() || s.column.equals(wanted)).findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("no statistic \"" + name + "\"; there are: "
                + String.join(", ", statistics.stream().map(Statistic::name).toList())));
    }

    /** What the amounts of the games add up to. A game that was played and has no amount is counted as unknown. */
    Amount of(List<JsonNode> games) {
        List<Double> sums = new ArrayList<>();
        int unknown = 0;
        for (String part : parts) {
            List<Double> known = games.stream().map(game -> number(game.get(part))).filter(value -> value != null).toList();
            unknown = Math.max(unknown, (int) games.stream().filter(game -> isPlayed(game) && number(game.get(part)) == null).count());
            sums.add(known.isEmpty() && !games.isEmpty() ? null : Double.valueOf(known.stream().mapToDouble(Double::doubleValue).sum()));
        }
        return new Amount(this, sums, unknown);
    }

    /** Whether the player was on the ice; a team always was. */
    static boolean isPlayed(JsonNode amounts) {
        Double games = amounts == null ? null : number(amounts.get("games_played"));
        return games != null && games > 0;
    }

    /** Null if it is absent. What is no number in game_stats, NaN, is none here. */
    static Double number(JsonNode value) {
        return value == null || value.isNull() ? null : Double.valueOf(value.asText());
    }
}
