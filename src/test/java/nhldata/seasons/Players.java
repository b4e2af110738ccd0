package nhldata.seasons;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What api-web box scores say of the goals and assists of all players, read without the program's own readers and added up here: totals,
 * and who leads his team. Of a player who is listed twice in a game the entry with the longer time on ice counts.
 */
final class Players {

    private record Line(String player, String team, int goals, int assists, int saves) {

        int points() {
            return goals + assists;
        }
    }

    private record Game(String id, String season, String gameType, String date, List<Line> lines) {
    }

    /** By their ids: two recordings may have the same game. */
    private final Map<String, Game> games = new TreeMap<>();

    static Players ofAll(List<Players> recordings) {
        Players all = new Players();
        recordings.forEach(recording -> all.games.putAll(recording.games));
        return all;
    }

    void add(JsonNode document) {
        List<Line> lines = new ArrayList<>();
        for (String side : List.of("away", "home")) {
            Map<String, JsonNode> players = new HashMap<>();
            document.at("/playerByGameStats/" + side + "Team").forEach(group -> group.forEach(player -> players.merge(player.path("playerId").asText(), player,
                    (one, other) -> other.path("toi").asText().compareTo(one.path("toi").asText()) > 0 ? other : one)));
            players.forEach((id, player) -> lines.add(new Line(id, document.at("/" + side + "Team/id").asText(), player.path("goals").intValue(), player.path("assists").intValue(),
                    player.path("saves").intValue())));
        }
        String id = document.path("id").asText();
        games.put(id, new Game(id, document.path("season").asText(), document.path("gameType").intValue() == 3 ? "playoffs" : "regular season",
                document.path("gameDate").asText(), lines));
    }

    /** The totals, with the points of the player who has most, but without his name: box scores have only the first letter of it. */
    Figures figures() {
        Map<String, Integer> points = lines().collect(Collectors.groupingBy(Line::player, Collectors.summingInt(Line::points)));
        return new Figures(Map.of("games", String.valueOf(games.size()), "rows", String.valueOf(lines().count()), "players", String.valueOf(points.size()),
                "goals", sum(Line::goals), "assists", sum(Line::assists), "saves", sum(Line::saves),
                "leader_points", String.valueOf(points.values().stream().mapToInt(p -> p).max().orElse(0))));
    }

    /** Goals, assists and points of each player, by his id. */
    Map<String, String> totals() {
        Map<String, int[]> sums = new TreeMap<>();
        lines().forEach(line -> add(sums, line.player, line));
        return words(sums);
    }

    /** The same of those who lead their team, by season, game type, team and player: only what was scored for that team counts. */
    Map<String, String> leadersOfSeasons() {
        Map<String, Map<String, int[]>> teams = new TreeMap<>();
        games.values().forEach(game -> game.lines.forEach(line ->
                add(teams.computeIfAbsent(game.season + " | " + game.gameType + " | " + line.team, t -> new TreeMap<>()), line.player, line)));
        Map<String, String> leaders = new TreeMap<>();
        teams.forEach((team, players) -> {
            int most = players.values().stream().mapToInt(p -> p[0] + p[1]).max().orElse(0);
            words(players).forEach((player, words) -> {
                if (most > 0 && words.endsWith(" | " + most)) {
                    leaders.put(team + " | " + player, words);
                }
            });
        });
        return leaders;
    }

    /** Points of those with most of the players whose latest game was for the same team, all teams, ascending. */
    List<Integer> pointsOfLeaders() {
        Map<String, String> latestTeams = new HashMap<>();
        Map<String, Integer> points = new HashMap<>();
        games.values().stream().sorted(Comparator.comparing(Game::date).thenComparing(Game::id)).flatMap(game -> game.lines.stream()).forEach(line -> {
            latestTeams.put(line.player, line.team);
            points.merge(line.player, line.points(), Integer::sum);
        });
        Map<String, List<Integer>> teams = points.keySet().stream().collect(Collectors.groupingBy(latestTeams::get, Collectors.mapping(points::get, Collectors.toList())));
        return teams.values().stream().flatMap(team -> {
            int most = team.stream().mapToInt(p -> p).max().orElse(0);
            return team.stream().filter(p -> p == most && p > 0);
        }).sorted().toList();
    }

    private Stream<Line> lines() {
        return games.values().stream().flatMap(game -> game.lines.stream());
    }

    private String sum(ToIntFunction<Line> value) {
        return String.valueOf(lines().mapToInt(value).sum());
    }

    private static void add(Map<String, int[]> sums, String player, Line line) {
        int[] sum = sums.computeIfAbsent(player, p -> new int[2]);
        sum[0] += line.goals;
        sum[1] += line.assists;
    }

    private static Map<String, String> words(Map<String, int[]> sums) {
        Map<String, String> words = new TreeMap<>();
        sums.forEach((player, sum) -> words.put(player, sum[0] + " | " + sum[1] + " | " + (sum[0] + sum[1])));
        return words;
    }
}
