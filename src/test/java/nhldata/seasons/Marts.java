package nhldata.seasons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nhldata.testing.TestEnvironment;

/** The published marts beside what the documents of the same games say. */
final class Marts {

    private final TestEnvironment world;
    private final List<String> differences = new ArrayList<>();

    private Marts(TestEnvironment world) {
        this.world = world;
    }

    /** Every figure of the marts that is not that of the documents, in words. */
    static List<String> differences(TestEnvironment world, List<Tree> trees) {
        Marts marts = new Marts(world);
        for (Tree tree : trees) {
            String published = world.row("select count(*) from games where " + tree.dates());
            if (!published.equals(tree.players().figures().byName().get("games"))) {
                marts.differences.add(tree.name() + ": " + published + " games are in the marts");
            }
        }
        Players players = Players.ofAll(trees.stream().map(Tree::players).toList());
        marts.compare("goals, assists and points of player", players.totals(), "select id, goals, assists, points from nhl_players", 1);
        marts.compare("goals, assists and points of the leader of season, game type and team", players.leadersOfSeasons(),
                "select season, game_type, team_id, player_id, coalesce(goals, 0), coalesce(assists, 0), points from season_points_leaders", 4);
        marts.compare("points of the leaders of the teams", Map.of("all teams", players.pointsOfLeaders().stream().map(String::valueOf).collect(Collectors.joining(", "))),
                "select 'all teams', string_agg(points::text, ', ' order by points) from points_leaders", 1);
        marts.compare("games, goals against, average, shutouts, starts and record of season and goalie", Goalies.ofAll(trees.stream().map(Tree::goalies).toList()).sums(), """
                select g.season, g.player_id, sum(g.games_played), sum(g.goals_against), max(v.goals_against_average), sum(g.shutouts), sum(g.starts),
                    concat_ws('-', sum(g.wins), sum(g.losses), sum(g.overtime_losses))
                from goalies as g
                inner join v_goalies_v1 as v on g.season = v.season and g.player_id = v.nhl_player_id and v.stage = 'together'
                group by g.season, g.player_id""", 2);
        return marts.differences;
    }

    /** The first columns of the query are the key. */
    private void compare(String what, Map<String, String> documents, String query, int columnsOfKey) {
        Map<String, String> marts = new TreeMap<>();
        world.rows(query).forEach(row -> {
            String[] cells = row.split(" \\| ");
            marts.put(String.join(" | ", List.of(cells).subList(0, columnsOfKey)), String.join(" | ", List.of(cells).subList(columnsOfKey, cells.length)));
        });
        Set<String> keys = new TreeSet<>(documents.keySet());
        keys.addAll(marts.keySet());
        List<String> differing = keys.stream().filter(key -> !Objects.equals(documents.get(key), marts.get(key)))
                .map(key -> what + " " + key + ": " + marts.get(key) + " in the marts, by the documents " + documents.get(key)).toList();
        System.out.printf("%s: %d compared, %d differ%n", what, keys.size(), differing.size());
        differences.addAll(differing);
    }
}
