package nhldata.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        PLAYERS("player_season_totals"), SKATERS("skaters"), GOALIES("goalies"), STANDINGS("standings"), TEAMS("teams");

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
    private static final String[] DECISION = {GOALIE + "decision"};
    private static final String[] GOALS = {SKATER + "goals", GOALIE + "goals"};
    private static final String[] ASSISTS = {SKATER + "assists", GOALIE + "assists"};
    private static final String[] SAVES = {GOALIE + "saves"};
    private static final String[] SHOTS = {GOALIE + "shots"};
    private static final String[] TIME = {SKATER + "timeonice", GOALIE + "timeonice"};
    private static final String[] GOALS_AGAINST = {"goals_against", GOALIE + "shots", GOALIE + "saves"};

    static final List<Statistic> ALL = List.of(
            sum(Mart.PLAYERS, "points", List.of("goals", "assists"), GOALS, ASSISTS),
            sum(Mart.PLAYERS, "goals", GOALS),
            sum(Mart.PLAYERS, "assists", ASSISTS),
            sum(Mart.PLAYERS, "games_played", TIME, DECISION),
            sum(Mart.PLAYERS, "time_on_ice_seconds", TIME),
            sum(Mart.SKATERS, "plus_minus", skater("plusminus")),
            sum(Mart.SKATERS, "penalty_minutes", skater("penaltyminutes")),
            sum(Mart.SKATERS, "power_play_goals", skater("powerplaygoals")),
            sum(Mart.SKATERS, "power_play_assists", skater("powerplayassists")),
            sum(Mart.SKATERS, "power_play_points", List.of("power_play_goals", "power_play_assists"), skater("powerplaygoals"), skater("powerplayassists")),
            sum(Mart.SKATERS, "short_handed_goals", skater("shorthandedgoals")),
            sum(Mart.SKATERS, "short_handed_assists", skater("shorthandedassists")),
            sum(Mart.SKATERS, "short_handed_points", List.of("short_handed_goals", "short_handed_assists"), skater("shorthandedgoals"), skater("shorthandedassists")),
            sum(Mart.SKATERS, "shots", skater("shots")),
            ratio(Mart.SKATERS, "shooting_percentage", 100, "goals", "shots", GOALS, skater("shots")),
            sum(Mart.SKATERS, "hits", skater("hits")),
            sum(Mart.SKATERS, "blocked_shots", skater("blocked")),
            sum(Mart.SKATERS, "giveaways", skater("giveaways")),
            sum(Mart.SKATERS, "takeaways", skater("takeaways")),
            sum(Mart.SKATERS, "face_off_wins", skater("faceoffwins")),
            sum(Mart.SKATERS, "face_offs_taken", skater("faceofftaken")),
            ratio(Mart.SKATERS, "face_off_percentage", 100, "face_off_wins", "face_offs_taken", skater("faceoffwins"), skater("faceofftaken")),
            sum(Mart.SKATERS, "shifts", detail("shifts")),
            sum(Mart.SKATERS, "even_time_on_ice_seconds", skater("eventimeonice")),
            sum(Mart.SKATERS, "power_play_time_on_ice_seconds", skater("powerplaytimeonice")),
            sum(Mart.SKATERS, "short_handed_time_on_ice_seconds", skater("shorthandedtimeonice")),
            ratio(Mart.SKATERS, "time_on_ice_seconds_per_game", 1, "time_on_ice_seconds", "games_played", TIME),
            ratio(Mart.SKATERS, "goals_per_60", 3600, "goals", "time_on_ice_seconds", GOALS, TIME),
            ratio(Mart.SKATERS, "assists_per_60", 3600, "assists", "time_on_ice_seconds", ASSISTS, TIME),
            ratio(Mart.SKATERS, "points_per_60", 3600, "points", "time_on_ice_seconds", GOALS, ASSISTS, TIME),
            ratio(Mart.SKATERS, "shots_per_60", 3600, "shots", "time_on_ice_seconds", skater("shots"), TIME),
            ratio(Mart.SKATERS, "hits_per_60", 3600, "hits", "time_on_ice_seconds", skater("hits"), TIME),
            ratio(Mart.GOALIES, "save_percentage", 100, "saves", "shots_against", SAVES, SHOTS),
            ratio(Mart.GOALIES, "save_pct", 1, "saves", "shots_against", SAVES, SHOTS),
            ratio(Mart.GOALIES, "goals_against_average", 3600, "timed_goals_against", "timed_seconds", GOALS_AGAINST, TIME),
            sum(Mart.GOALIES, "games_played", TIME, DECISION),
            sum(Mart.GOALIES, "wins", DECISION),
            sum(Mart.GOALIES, "losses", DECISION),
            sum(Mart.GOALIES, "overtime_losses", DECISION),
            sum(Mart.GOALIES, "ties", DECISION),
            sum(Mart.GOALIES, "shots_against", SHOTS),
            sum(Mart.GOALIES, "saves", SAVES),
            sum(Mart.GOALIES, "goals_against", GOALS_AGAINST),
            sum(Mart.GOALIES, "shutouts", GOALS_AGAINST),
            sum(Mart.GOALIES, "starts", detail("starter")),
            sum(Mart.GOALIES, "time_on_ice_seconds", TIME),
            sum(Mart.STANDINGS, "points", DECISION, GOALS),
            ratio(Mart.STANDINGS, "points_pct", 1, "points", "points_possible", DECISION, GOALS),
            sum(Mart.STANDINGS, "regulation_wins", DECISION, GOALS),
            sum(Mart.STANDINGS, "regulation_and_overtime_wins", DECISION, GOALS),
            sum(Mart.STANDINGS, "shootout_wins", DECISION, GOALS),
            sum(Mart.STANDINGS, "shootout_losses", DECISION, GOALS),
            sum(Mart.STANDINGS, "goal_difference", GOALS),
            sum(Mart.STANDINGS, "home_wins", DECISION, GOALS),
            sum(Mart.STANDINGS, "home_losses", DECISION, GOALS),
            sum(Mart.STANDINGS, "home_overtime_losses", DECISION, GOALS),
            sum(Mart.STANDINGS, "home_ties", DECISION, GOALS),
            sum(Mart.STANDINGS, "road_wins", DECISION, GOALS),
            sum(Mart.STANDINGS, "road_losses", DECISION, GOALS),
            sum(Mart.STANDINGS, "road_overtime_losses", DECISION, GOALS),
            sum(Mart.STANDINGS, "road_ties", DECISION, GOALS),
            sum(Mart.TEAMS, "wins", DECISION, GOALS),
            sum(Mart.TEAMS, "losses", DECISION, GOALS),
            sum(Mart.TEAMS, "overtime_losses", DECISION, GOALS),
            sum(Mart.TEAMS, "ties", DECISION, GOALS),
            sum(Mart.TEAMS, "games_played", DECISION, GOALS),
            sum(Mart.TEAMS, "goals_for", GOALS),
            sum(Mart.TEAMS, "goals_against", GOALS),
            sum(Mart.TEAMS, "goals_for_without_shootout", GOALS),
            sum(Mart.TEAMS, "goals_against_without_shootout", GOALS),
            sum(Mart.TEAMS, "shots", skater("shots")),
            sum(Mart.TEAMS, "shots_against", SHOTS),
            sum(Mart.TEAMS, "power_play_goals", skater("powerplaygoals")),
            sum(Mart.TEAMS, "penalty_minutes", skater("penaltyminutes")));

    private static final String OF_THE_LEDGER = "counted from the ledger; what is missing is listed with the games";
    private static final String RANK = "compares teams";

    /** Numeric columns of the marts that are no sum of games, each with the reason. */
    static final Map<String, String> NOT_TRACED = Map.ofEntries(
            Map.entry("season", "key"), Map.entry("player_id", "key"), Map.entry("team_id", "key"), Map.entry("team_count", "a number of teams"),
            Map.entry("games_expected", OF_THE_LEDGER), Map.entry("games_loaded", OF_THE_LEDGER), Map.entry("games_missing", OF_THE_LEDGER),
            Map.entry("games_with_exceptions", OF_THE_LEDGER),
            Map.entry("league_rank", RANK), Map.entry("conference_rank", RANK), Map.entry("division_rank", RANK),
            Map.entry("last_ten_wins", "of the latest games only"), Map.entry("last_ten_losses", "of the latest games only"),
            Map.entry("last_ten_overtime_losses", "of the latest games only"), Map.entry("last_ten_ties", "of the latest games only"));

    private static String[] skater(String column) {
        return new String[] {SKATER + column};
    }

    private static String[] detail(String name) {
        return new String[] {name};
    }

    private static Statistic sum(Mart mart, String column, String[]... sources) {
        return sum(mart, column, List.of(column), sources);
    }

    private static Statistic sum(Mart mart, String column, List<String> parts, String[]... sources) {
        return new Statistic(mart, column, parts, 0, Stream.of(sources).flatMap(Stream::of).toList());
    }

    private static Statistic ratio(Mart mart, String column, int factor, String numerator, String denominator, String[]... sources) {
        return new Statistic(mart, column, List.of(numerator, denominator), factor, Stream.of(sources).flatMap(Stream::of).toList());
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

    /**
     * The statistics of a subject, the default first; of those with one name in several marts the first. Standings are of the regular season.
     */
    static List<Statistic> of(Subject subject, boolean isGoalie, boolean isRegularSeason) {
        List<Mart> marts = !subject.isTeam() ? List.of(isGoalie ? Mart.GOALIES : Mart.PLAYERS, isGoalie ? Mart.PLAYERS : Mart.SKATERS)
                : isRegularSeason ? List.of(Mart.STANDINGS, Mart.TEAMS) : List.of(Mart.TEAMS);
        Map<String, Statistic> statistics = new LinkedHashMap<>();
        marts.forEach(mart -> ALL.stream().filter(s -> s.mart == mart).forEach(s -> statistics.putIfAbsent(s.column, s)));
        return List.copyOf(statistics.values());
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

    /** Null if it is absent. A time is minutes:seconds. */
    static Double number(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        String[] time = value.asText().split(":");
        return time.length == 1 ? Double.valueOf(time[0]) : Double.valueOf(60 * Double.parseDouble(time[0]) + Double.parseDouble(time[1]));
    }
}
