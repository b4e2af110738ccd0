package nhldata.nhl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import nhldata.testing.Mutation;
import org.apache.commons.lang3.ArrayUtils;

/** Documents with other values and other bytes, and whether what was read of one is what it says. */
final class MutatedDocument {

    static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION).build();
    private static final BoxscoreReader BOXSCORES = new BoxscoreReader();
    private static final List<String> INTEGERS = List.of("hits", "giveaways", "takeaways");
    private static final List<String> TEXTS = List.of("", " ", "0", "-1", "NaN", "null", "\u0000", "\uD83D\uDE00", "a\nb", "x".repeat(300), "'; drop table game_stats; --", "../../etc", "99:99");

    private MutatedDocument() {
    }

    static List<Mutation> some(Random random, List<Mutation> mutations, int count) {
        return random.ints(count, 0, mutations.size()).mapToObj(mutations::get).toList();
    }

    static boolean values(SpoiledBoxscoreTest.Original original, Random random) throws IOException {
        JsonNode copy = original.document().deepCopy();
        List<JsonNode> parents = new ArrayList<>();
        collect(copy, parents);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            JsonNode parent = parents.get(random.nextInt(parents.size()));
            if (parent instanceof ObjectNode object) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (object.get(name).isValueNode()) {
                    object.set(name, value(random));
                }
            } else if (parent instanceof ArrayNode array) {
                int i = random.nextInt(array.size());
                if (array.get(i).isValueNode()) {
                    array.set(i, value(random));
                }
            }
        }
        return isTrue(original, JSON.writeValueAsBytes(copy));
    }

    private static JsonNode value(Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(7)) {
            case 0 -> nodes.numberNode(random.nextInt(100));
            case 1 -> nodes.numberNode(-1 - random.nextInt(1000));
            case 2 -> nodes.numberNode(Long.MAX_VALUE - random.nextInt(10));
            case 3 -> nodes.numberNode(random.nextDouble() * 3);
            case 4 -> nodes.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case 5 -> nodes.textNode(random.nextInt(60) + ":" + random.nextInt(100));
            default -> nodes.numberNode(1e300);
        };
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode() && !node.isEmpty()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }

    static byte[] turned(byte[] document, Random random) {
        byte[] bytes = document.clone();
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(40), bytes.length - at);
        return switch (random.nextInt(5)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> ArrayUtils.addAll(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            case 2 -> ArrayUtils.addAll(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 -> {
                byte[] noise = new byte[1 + random.nextInt(4)];
                random.nextBytes(noise);
                yield ArrayUtils.addAll(ArrayUtils.addAll(Arrays.copyOf(bytes, at), noise), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> {
                // a digit becomes another one: the document stays sound, and says something else
                for (int i = at; i < bytes.length; i++) {
                    if (bytes[i] >= '0' && bytes[i] <= '9') {
                        bytes[i] = (byte) ('0' + random.nextInt(10));
                        break;
                    }
                }
                yield bytes;
            }
        };
    }

    static boolean bytes(SpoiledBoxscoreTest.Original original, Random random) throws IOException {
        return isTrue(original, turned(JSON.writeValueAsBytes(original.document()), random));
    }

    /** Rows of players of whom the document says the same are the same; those of the others say what the document says, or nothing. */
    private static boolean isTrue(SpoiledBoxscoreTest.Original original, byte[] spoiled) {
        Map<String, List<String>> rows;
        try {
            rows = SpoiledBoxscoreTest.byPlayer(BOXSCORES.read(spoiled, original.game()));
        } catch (DocumentException e) {
            if (e.path().isBlank()) {
                throw new AssertionError("refused without a path: " + e.getMessage());
            }
            return false;
        }
        JsonNode document;
        try {
            document = JSON.readTree(new String(spoiled, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("no JSON by another reader's word, and read: " + e.getMessage());
        }
        Map<String, JsonNode> before = players(original.document());
        Map<String, JsonNode> now = players(document);
        Set<String> listed = now.keySet();
        for (Map.Entry<String, List<String>> row : rows.entrySet()) {
            if (!listed.contains(row.getKey())) {
                throw new AssertionError("a row of player " + row.getKey() + ", who is not in the document");
            }
            JsonNode player = now.get(row.getKey());
            if (player.equals(before.get(row.getKey()))) {
                sameRow(original, row.getValue(), row.getKey());
            }
            saysWhatTheDocumentSays(player, row.getValue(), row.getKey());
        }
        return true;
    }

    private static void sameRow(SpoiledBoxscoreTest.Original original, List<String> now, String player) {
        List<String> before = original.rows().get(player);
        for (int i = 0; i < now.size(); i++) {
            // in an early season a statistic is taken for counted as soon as somebody has some of it: NULL and zero may change places
            if (!CountedSince.isCounted(GameStatsCsv.HEADER.get(i), original.game().season()) && isNothing(before.get(i)) && isNothing(now.get(i))) {
                continue;
            }
            String column = GameStatsCsv.HEADER.get(i);
            // what the document says beside the player: his team, the date
            if (!column.contains("currentTeam") && !column.endsWith("currentAge") && !java.util.Objects.equals(before.get(i), now.get(i))) {
                throw new AssertionError(column + " of " + player + ", of whom nothing has changed, is " + now.get(i) + " instead of " + before.get(i));
            }
        }
    }

    private static boolean isNothing(String value) {
        return value == null || Set.of("0", "0:00", "00:00").contains(value);
    }

    private static void saysWhatTheDocumentSays(JsonNode player, List<String> row, String id) {
        JsonNode stats = player.has("stats") ? player.at("/stats/skaterStats") : player;
        for (String field : INTEGERS) {
            String cell = row.get(GameStatsCsv.HEADER.indexOf("player_stats_skaterStats_" + field));
            JsonNode value = stats.path(field);
            if (cell != null && !(value.isNumber() && value.decimalValue().compareTo(new java.math.BigDecimal(cell)) == 0)
                    && !(value.isTextual() && value.asText().strip().equals(cell))) {
                throw new AssertionError(field + " of " + id + " is " + cell + ", and the document says " + value);
            }
        }
    }

    private static Map<String, JsonNode> players(JsonNode document) {
        Map<String, JsonNode> players = new LinkedHashMap<>();
        for (String side : List.of("away", "home")) {
            document.at("/teams/" + side + "/players").forEach(player -> players.put(player.at("/person/id").asText(), player));
            for (String root : List.of("", "/boxscore")) {
                document.at(root + "/playerByGameStats/" + side + "Team").forEach(group -> group.forEach(player -> players.put(player.path("playerId").asText(), player)));
            }
        }
        return players;
    }

    /**
     * Each date has a count that the document has for it. The calendar is read up to the end of its counts, and what comes after them in the
     * document is nobody's business.
     */
    static boolean counts(byte[] spoiled) {
        try {
            String text = new String(spoiled, StandardCharsets.UTF_8);
            new CalendarReader().read(spoiled).forEach((date, count) -> {
                if (!Pattern.compile("\\{[^{}]*\"date\":\"" + date + "\"[^{}]*\"numberOfGames\":\"?" + count + "\\b|\\{[^{}]*\"numberOfGames\":\"?" + count + "\\b[^{}]*\"date\":\"" + date
                        + "\"").matcher(text).find()) {
                    throw new AssertionError(date + " has " + count + " games, which the document does not say");
                }
            });
            return true;
        } catch (DocumentException e) {
            return false;
        }
    }

    /** As another reader understands it. */
    static JsonNode tree(byte[] document) {
        try {
            return JSON.readTree(new String(document, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("no JSON by another reader's word, and read: " + e.getMessage());
        }
    }
}
