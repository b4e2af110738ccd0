package nhldata.nhl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One invented game, FLA at NYI 3-2, with invented players, as each generation of the API would tell it: flat.json,
 * nested.json, statsapi.json; and its players' biographies. Tests change copies of it.
 */
public final class Samples {
    static final GameKey GAME = new GameKey("2031020007", LocalDate.parse("2031-10-08"), 13, 2);
    static final GameKey PLAYOFF_GAME = new GameKey("2031030111", LocalDate.parse("2031-10-08"), 13, 2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() { }

    static byte[] bytes(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode document(String name) {
        try {
            return (ObjectNode) JSON.readTree(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(ObjectNode document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Boxscore read(ObjectNode document) {
        return new BoxscoreReader().read(bytes(document), GAME);
    }

    /** Of a game whose teams the schedule does not have. */
    static Boxscore readWithoutTeams(ObjectNode document) {
        return new BoxscoreReader().read(bytes(document), new GameKey(GAME.gameId(), GAME.date(), null, null));
    }

    public static Boxscore read(String name) {
        return new BoxscoreReader().read(bytes(name), GAME);
    }

    /** The object at a path such as {@code playerByGameStats.awayTeam.forwards[0]}; "" is the document. */
    static ObjectNode at(ObjectNode document, String path) {
        String pointer = path.isEmpty() ? "" : "/" + path.replace(".", "/").replaceAll("\\[(\\d+)\\]", "/$1");
        return (ObjectNode) document.at(pointer);
    }

    static ArrayNode list(ObjectNode document, String path) {
        return (ArrayNode) document.at("/" + path.replace(".", "/"));
    }

    /** The value of a column in the row of a player. */
    static String value(Boxscore boxscore, int playerId, String column) {
        List<String> row = GameStatsCsv.rows(boxscore).stream()
                .filter(values -> values.get(0).equals(Integer.toString(playerId))).findFirst().orElseThrow();
        return row.get(GameStatsCsv.HEADER.indexOf(column));
    }

    /** What is not NULL in the row of a player: a line for each group of columns, which is the beginning that their names share. */
    static String filled(Boxscore boxscore, int playerId) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (String column : GameStatsCsv.HEADER) {
            String value = value(boxscore, playerId, column);
            if (value != null) {
                String name = column.replaceFirst("^player_", "");
                int end = name.lastIndexOf('_');
                String group = end < 0 ? "" : name.substring(0, end) + ": ";
                groups.merge(group, group + name.substring(end + 1) + "=" + value, (all, one) -> all + ", " + one.substring(group.length()));
            }
        }
        return String.join("\n", groups.values()) + "\n";
    }
}
