package nhldata.seasons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import nhldata.testing.FakeApi;
import nhldata.testing.ReplayDocuments;

/**
 * A recorded season: a folder or a tar.gz with {@code v1/schedule} and {@code v1/gamecenter}, and beside it, if somebody wrote one, a key:
 * {@code season-20112012.key.csv} of {@code season-20112012.tar.gz}.
 *
 * @param games   final games of the regular season and the playoffs in the schedule: their date by their id
 * @param missing those of them that have no box score
 * @param players what the box scores say of all players
 * @param goalies and of each goalie
 * @param key     what somebody knows from elsewhere
 */
record Tree(String name, Path path, Map<String, String> games, List<String> missing, Players players, Goalies goalies, Optional<Figures> key) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> TYPES = Set.of(2, 3);
    private static final Set<String> FINAL = Set.of("OFF", "FINAL");

    /** The trees of a folder, or the folder itself if it is one. */
    static List<Path> in(Path folder) throws IOException {
        if (isTree(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Tree::isTree).sorted().toList();
        }
    }

    private static boolean isTree(Path path) {
        return path.toString().endsWith(".tar.gz") || Files.isDirectory(path.resolve("v1/gamecenter"));
    }

    /** Those of them that have games. */
    static List<Tree> read(List<Path> paths) throws IOException {
        List<Tree> trees = new ArrayList<>();
        for (Path path : paths) {
            System.out.println("reading " + path.getFileName());
            Tree tree = read(path);
            if (!tree.games.isEmpty()) {
                trees.add(tree);
            }
        }
        return trees;
    }

    private static Tree read(Path path) throws IOException {
        ReplayDocuments documents = new ReplayDocuments(path, null);
        Map<String, String> games = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        Players players = new Players();
        Goalies goalies = new Goalies();
        for (Map.Entry<String, JsonNode> day : new TreeMap<>(documents.days()).entrySet()) {
            for (JsonNode game : day.getValue().path("games")) {
                if (TYPES.contains(game.path("gameType").intValue()) && FINAL.contains(game.path("gameState").asText())) {
                    games.put(game.path("id").asText(), day.getKey());
                }
            }
        }
        for (String game : games.keySet()) {
            byte[] boxScore = documents.document(FakeApi.boxscore(game));
            if (boxScore == null) {
                missing.add(game);
            } else {
                JsonNode root = JSON.readTree(boxScore);
                players.add(root);
                goalies.add(root);
            }
        }
        String name = path.getFileName().toString().replaceFirst("\\.tar\\.gz$", "");
        Path key = path.resolveSibling(name + ".key.csv");
        return new Tree(name, path, games, missing, players, goalies, Files.exists(key) ? Optional.of(Figures.ofKey(key)) : Optional.empty());
    }

    Tree withKey(Figures known) {
        return new Tree(name, path, games, missing, players, goalies, Optional.of(known));
    }

    String firstDate() {
        return games.values().stream().min(String::compareTo).orElseThrow();
    }

    String lastDate() {
        return games.values().stream().max(String::compareTo).orElseThrow();
    }

    /** Of a table with dates, in SQL. */
    String dates() {
        return "game_date between '" + firstDate() + "' and '" + lastDate() + "'";
    }
}
