package nhldata.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        PLAYERS("player_season_totals"), SKATERS("skaters"), GOALIES("goalies"), TEAMS("teams"), STANDINGS("standings");

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
    private static final String[] POWER_PLAY = {SKATER + "powerplaygoals", SKATER + "powerplayassists"};
    private static final String[] SHORT_HANDED = {SKATER + "shorthandedgoals", SKATER + "shorthandedassists"};
    private static final String[] SHOTS_ON_GOAL = {SKATER + "shots"};
    private static final String[] RESULT = {DECISION, SKATER + "goals", GOALIE + "goals"};

    private static final Set<String> COMPLETE = Set.of("shots", "shots_against", "power_play_goals", "penalty_minutes", "regulation_wins");

    static final List<Statistic> ALL = List.of(
            sum(Mart.PLAYERS, "points", List.of("goals", "assists"), GOALS, ASSISTS),
            sum(Mart.PLAYERS, "goals", GOALS),
            sum(Mart.PLAYERS, "assists", ASSISTS),
            sum(Mart.PLAYERS, "games_played", TIME, new String[] {DECISION}),
            sum(Mart.PLAYERS, "time_on_ice_seconds", TIME),
            skater("plus_minus", "plusminus"),
            skater("penalty_minutes", "penaltyminutes"),
            skater("power_play_goals", "powerplaygoals"),
            skater("power_play_assists", "powerplayassists"),
            sum(Mart.SKATERS, "power_play_points", List.of("power_play_goals", "power_play_assists"), POWER_PLAY),
            skater("short_handed_goals", "shorthandedgoals"),
            skater("short_handed_assists", "shorthandedassists"),
            sum(Mart.SKATERS, "short_handed_points", List.of("short_handed_goals", "short_handed_assists"), SHORT_HANDED),
            skater("shots", "shots"),
            ratio(Mart.SKATERS, "shooting_percentage", 100, "goals", "shots", GOALS, SHOTS_ON_GOAL),
            skater("hits", "hits"),
            skater("blocked_shots", "blocked"),
            skater("giveaways", "giveaways"),
            skater("takeaways", "takeaways"),
            skater("face_off_wins", "faceoffwins"),
            skater("face_offs_taken", "faceofftaken"),
            ratio(Mart.SKATERS, "face_off_percentage", 100, "face_off_wins", "face_offs_taken", new String[] {SKATER + "faceoffwins", SKATER + "faceofftaken"}),
            sum(Mart.SKATERS, "shifts", new String[] {"shifts"}),
            skater("even_time_on_ice_seconds", "eventimeonice"),
            skater("power_play_time_on_ice_seconds", "powerplaytimeonice"),
            skater("short_handed_time_on_ice_seconds", "shorthandedtimeonice"),
            ratio(Mart.SKATERS, "time_on_ice_seconds_per_game", 1, "time_on_ice_seconds", "games_played", TIME),
            ratio(Mart.SKATERS, "goals_per_60", 3600, "goals", "time_on_ice_seconds", GOALS, TIME),
            ratio(Mart.SKATERS, "assists_per_60", 3600, "assists", "time_on_ice_seconds", ASSISTS, TIME),
            ratio(Mart.SKATERS, "points_per_60", 3600, "points", "time_on_ice_seconds", GOALS, ASSISTS, TIME),
            ratio(Mart.SKATERS, "shots_per_60", 3600, "shots", "time_on_ice_seconds", SHOTS_ON_GOAL, TIME),
            ratio(Mart.SKATERS, "hits_per_60", 3600, "hits", "time_on_ice_seconds", new String[] {SKATER + "hits"}, TIME),
            ratio(Mart.GOALIES, "save_percentage", 100, "saves", "shots_against", SAVES, SHOTS),
            ratio(Mart.GOALIES, "save_pct", 1, "saves", "shots_against", SAVES, SHOTS),
            ratio(Mart.GOALIES, "goals_against_average", 3600, "timed_goals_against", "timed_seconds", GOALS_AGAINST, TIME),
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
            sum(Mart.TEAMS, "goals_for", RESULT),
            sum(Mart.TEAMS, "goals_against", RESULT),
            sum(Mart.TEAMS, "goals_for_without_shootout", RESULT),
            sum(Mart.TEAMS, "goals_against_without_shootout", RESULT),
            sum(Mart.TEAMS, "shots", SHOTS_ON_GOAL),
            sum(Mart.TEAMS, "shots_against", SHOTS),
            sum(Mart.TEAMS, "power_play_goals", new String[] {SKATER + "powerplaygoals"}),
            sum(Mart.TEAMS, "penalty_minutes", new String[] {SKATER + "penaltyminutes"}),
            sum(Mart.STANDINGS, "points", RESULT),
            ratio(Mart.STANDINGS, "points_pct", 1, "points", "possible_points", RESULT),
            sum(Mart.STANDINGS, "regulation_wins", RESULT),
            sum(Mart.STANDINGS, "regulation_and_overtime_wins", RESULT),
            sum(Mart.STANDINGS, "shootout_wins", RESULT),
            sum(Mart.STANDINGS, "shootout_losses", RESULT));

    /** Numeric columns of the marts that are no sum of games, or that of another mart, as a pattern with the reason. */
    static final Map<String, String> NOT_TRACED = Map.of(
            ".+\\.(season|player_id|team_id)", "key",
            ".+\\.team_count", "number of teams, not a sum",
            ".+\\.games_(expected|loaded|missing|with_exceptions)", "counted by the ledger, listed with the missing games and the exceptions",
            "skaters\\.(games_played|goals|assists|points|time_on_ice_seconds)", "as in player_season_totals",
            "standings\\.(games_played|wins|losses|overtime_losses|ties|goals_(for|against)(_without_shootout)?)", "as in teams; losses in overtime are losses before 1999-2000",
            "standings\\.goal_difference", "goals_for less goals_against",
            "standings\\.(home|road|last_ten)_.+", "some of the games of wins, losses, overtime losses and ties",
            "standings\\..+_rank", "a comparison of teams, by ranking_rule");

    private static Statistic sum(Mart mart, String column, String[]... sources) {
        return sum(mart, column, List.of(column), sources);
    }

    private static Statistic sum(Mart mart, String column, List<String> parts, String[]... sources) {
        return new Statistic(mart, column, parts, 0, Stream.of(sources).flatMap(Stream::of).toList());
    }

    /** A sum of one column of the skaters. */
    private static Statistic skater(String column, String source) {
        return sum(Mart.SKATERS, column, new String[] {SKATER + source});
    }

    private static Statistic ratio(Mart mart, String column, int factor, String numerator, String denominator, String[]... sources) {
        return new Statistic(mart, column, List.of(numerator, denominator), factor, Stream.of(sources).flatMap(Stream::of).toList());
    }

    public String name() {
        return column.replace('_', ' ');
    }

    /** Whether the marts have it for all seasons, and for regular season and playoffs added up. */
    public boolean hasAllTotals() {
        return mart == Mart.PLAYERS;
    }

    boolean isRatio() {
        return factor > 0;
    }

    /** Whether the mart has no total unless every game states the value: that of the known games would pass for it. */
    boolean isComplete() {
        return mart == Mart.SKATERS || COMPLETE.contains(column) && (mart == Mart.TEAMS || mart == Mart.STANDINGS);
    }

    /** The statistics of a kind of subject, the default first. A skater or goalie has those of a player, too. */
    static List<Statistic> of(Subject subject, boolean isGoalie) {
        List<Statistic> statistics = new ArrayList<>();
        List<Mart> marts = subject.isTeam() ? List.of(Mart.STANDINGS, Mart.TEAMS) : isGoalie ? List.of(Mart.GOALIES, Mart.PLAYERS) : List.of(Mart.PLAYERS, Mart.SKATERS);
        for (Mart mart : marts) {
            ALL.stream().filter(s -> s.mart == mart && statistics.stream().noneMatch(t -> t.column.equals(s.column))).forEach(statistics::add);
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
