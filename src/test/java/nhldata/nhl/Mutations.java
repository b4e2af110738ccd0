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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import nhldata.load.CsvMutations;
import nhldata.schedule.SpoiledScheduleTest;
import nhldata.schedule.Week;
import nhldata.schedule.WeekOfGames;
import nhldata.schedule.WeekReader;
import nhldata.testing.Mutation;
import nhldata.testing.SampleDocuments;
import org.apache.commons.lang3.ArrayUtils;

/**
 * {@code make mutations N=100000}: documents of every kind, each spoiled at random: fields dropped, renamed, doubled, of other types, other values, bytes
 * turned over, cut out and put in. What comes of each is right, or refused, or noted; never a wrong row, a zero for what is not
 * known, a crash, or a long time. A tenth are CSVs, see {@link CsvMutations}. Ends with 1 otherwise; the table is printed, and kept as a file with the date.
 */
public final class Mutations {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION).build();
    private static final BoxscoreReader BOXSCORES = new BoxscoreReader();
    private static final int MOST_COMPLAINTS = 20;
    private static final long NANOS_OF_CPU = 1_000_000_000L;
    private static final List<String> INTEGERS = List.of("hits", "giveaways", "takeaways");
    private static final List<String> TEXTS = List.of("", " ", "0", "-1", "NaN", "null", "\u0000", "\uD83D\uDE00", "a\nb", "x".repeat(300), "'; drop table game_stats; --", "../../etc", "99:99");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What came of the documents of one kind. */
    private static final class Row {
        int documents;
        int refused;
        int read;
        int wrong;
        int crashed;
        int slow;
        long longestNanos;
    }

    /** Reads one mutated document and complains with an AssertionError; true when it was read, false when it was refused. */
    private interface Trial {
        boolean holds(Random random) throws Exception;
    }

    private final Map<String, Row> table = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    private Mutations() {
    }

    public static void main(String[] arguments) throws Exception {
        int documents = Integer.getInteger("mutations.n", 100_000);
        long seed = Long.getLong("mutations.seed", 1);
        Mutations mutations = new Mutations();
        Map<String, Trial> trials = trials();
        int done = 0;
        long start = System.nanoTime();
        List<String> kinds = List.copyOf(trials.keySet());
        int csvs = documents / 10;
        for (int i = 0; i < documents - csvs; i++) {
            String kind = kinds.get(i % kinds.size());
            mutations.attempt(kind, trials.get(kind), seed + i);
            if (++done % 10_000 == 0) {
                System.out.printf(Locale.ROOT, "%d documents, %.0f s%n", done, (System.nanoTime() - start) / 1e9);
            }
        }
        CsvMutations.run(csvs, seed, Files.createTempDirectory(Path.of("target"), "mutations"), mutations::note);
        String text = mutations.text(documents, seed);
        System.out.println(text);
        Path results = Path.of("bench", "results", "mutations-" + LocalDate.now(Clock.systemUTC()) + ".md");
        if (documents >= 100_000) {
            Files.writeString(results, text);
            System.out.println("kept as " + results);
        }
        System.exit(mutations.complaints.isEmpty() ? 0 : 1);
    }

    private void attempt(String kind, Trial trial, long seed) {
        Row row = table.computeIfAbsent(kind, k -> new Row());
        row.documents++;
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            if (trial.holds(new Random(seed * 7919L + 17))) {
                row.read++;
            } else {
                row.refused++;
            }
        } catch (AssertionError e) {
            row.wrong++;
            complain(kind, seed, e);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            row.crashed++;
            complain(kind, seed, e);
        }
        long taken = THREADS.getCurrentThreadCpuTime() - before;
        row.longestNanos = Math.max(row.longestNanos, taken);
        if (taken > NANOS_OF_CPU) {
            row.slow++;
            complain(kind, seed, new AssertionError("took " + taken / 1_000_000 + " ms of CPU"));
        }
    }

    private void note(String kind, String outcome) {
        Row row = table.computeIfAbsent(kind, k -> new Row());
        row.documents++;
        switch (outcome) {
            case "read" -> row.read++;
            case "refused" -> row.refused++;
            default -> {
                row.wrong++;
                complain(kind, Long.getLong("mutations.seed", 1), new AssertionError(outcome));
            }
        }
    }

    private void complain(String kind, long seed, Throwable what) {
        String text = kind + ", seed " + seed + ": " + what;
        if (complaints.size() < MOST_COMPLAINTS) {
            System.out.println(text.length() > 1500 ? text.substring(0, 1500) + "…" : text);
        }
        complaints.add(text);
    }

    private String text(int documents, long seed) {
        StringBuilder text = new StringBuilder("# " + documents + " mutated documents\n\n`make mutations N=" + documents + " SEED=" + seed + "`\n\n"
                + "| documents | how many | refused | read | rows wrong, or a zero for what is not known | crashed | more than a second of CPU | longest, ms of CPU |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        Row all = new Row();
        table.forEach((kind, row) -> {
            text.append(line(kind, row));
            all.documents += row.documents;
            all.refused += row.refused;
            all.read += row.read;
            all.wrong += row.wrong;
            all.crashed += row.crashed;
            all.slow += row.slow;
            all.longestNanos = Math.max(all.longestNanos, row.longestNanos);
        });
        return text.append(line("all", all)).toString();
    }

    private static String line(String kind, Row row) {
        return String.format(Locale.ROOT, "| %s | %d | %d | %d | %d | %d | %d | %d |%n", kind, row.documents, row.refused, row.read, row.wrong, row.crashed, row.slow,
                row.longestNanos / 1_000_000);
    }

    private static Map<String, Trial> trials() throws IOException {
        Map<String, Trial> trials = new LinkedHashMap<>();
        SpoiledBoxscoreTest.originals().forEach((name, original) -> {
            List<Mutation> shapes = Mutation.of(original.document(), 40);
            trials.put("box score, " + name + ": fields", random -> {
                List<Mutation> some = some(random, shapes, random.nextInt(4) == 0 ? 3 : 1);
                return SpoiledBoxscoreTest.holds(original, some, Mutation.applyAll(original.document(), some), some.toString());
            });
            trials.put("box score, " + name + ": values", random -> values(original, random));
            trials.put("box score, " + name + ": bytes", random -> bytes(original, random));
        });
        schedules(trials);
        bios(trials);
        return trials;
    }

    private static List<Mutation> some(Random random, List<Mutation> mutations, int count) {
        return random.ints(count, 0, mutations.size()).mapToObj(mutations::get).toList();
    }

    // --- box scores: other values, other bytes

    private static boolean values(SpoiledBoxscoreTest.Original original, Random random) throws IOException {
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

    private static byte[] turned(byte[] document, Random random) {
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

    private static boolean bytes(SpoiledBoxscoreTest.Original original, Random random) throws IOException {
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

    // --- schedules, calendars, biographies

    private static void schedules(Map<String, Trial> trials) throws IOException {
        try (SampleDocuments league = new SampleDocuments(Clock.systemUTC())) {
            byte[] bytes = league.document("/v1/schedule/2022-10-11");
            JsonNode document = JSON.readTree(bytes);
            Week week = new Week(LocalDate.parse("2022-10-11"), LocalDate.parse("2022-10-17"));
            WeekReader reader = new WeekReader(Set.of(2, 3), "test", false);
            WeekOfGames before = reader.read(bytes, week, "run");
            List<Mutation> shapes = Mutation.of(document, 30).stream().filter(m -> !m.shape().matches(".*/(numberOfGames|totalGames|totalItems)")).toList();
            Trial fields = random -> {
                List<Mutation> some = some(random, shapes, 1 + random.nextInt(3));
                return SpoiledScheduleTest.holds(before, Mutation.applyAll(document, some), week, reader, some.toString());
            };
            trials.put("schedule: fields", fields);
            trials.put("schedule: bytes", random -> isRefusedUnlessJson(turned(bytes, random), d -> reader.read(d, week, "run").games().size() <= before.games().size()));
            byte[] calendar = league.document("/v1/score/2022-10-11");
            JsonNode score = JSON.readTree(calendar);
            List<Mutation> ofScore = Mutation.of(score, 10);
            trials.put("calendar: fields", random -> {
                List<Mutation> some = some(random, ofScore, 1 + random.nextInt(3));
                return counts(Mutation.applyAll(score, some));
            });
            trials.put("calendar: bytes", random -> counts(turned(calendar, random)));
        }
    }

    /**
     * Each date has a count that the document has for it. The calendar is read up to the end of its counts, and what comes after them in the
     * document is nobody's business.
     */
    private static boolean counts(byte[] spoiled) {
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

    private static JsonNode tree(byte[] document) {
        try {
            return JSON.readTree(new String(document, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("no JSON by another reader's word, and read: " + e.getMessage());
        }
    }

    private static boolean isRefusedUnlessJson(byte[] spoiled, Function<byte[], Boolean> holds) {
        try {
            if (!holds.apply(spoiled)) {
                throw new AssertionError("says what the document does not");
            }
            tree(spoiled);
            return true;
        } catch (DocumentException e) {
            return false;
        }
    }

    private static void bios(Map<String, Trial> trials) throws IOException {
        Function<byte[], Map<Integer, Person>> roster = document -> new RosterReader().read(document);
        Function<byte[], Map<Integer, Person>> page = document -> {
            Person person = new PlayerReader().read(document);
            return Map.of(person.id(), person);
        };
        for (Map.Entry<String, Function<byte[], Map<Integer, Person>>> kind : Map.of("roster-FLA.json", roster, "landing.json", page).entrySet()) {
            byte[] bytes = Samples.bytes(kind.getKey());
            JsonNode document = JSON.readTree(bytes);
            Map<Integer, Person> before = kind.getValue().apply(bytes);
            List<Mutation> shapes = Mutation.of(document, 20);
            trials.put(kind.getKey() + ": fields", random -> {
                List<Mutation> some = some(random, shapes, 1 + random.nextInt(3));
                SpoiledBioTest.holds(before, Mutation.applyAll(document, some), kind.getValue(), some.toString());
                return true;
            });
            trials.put(kind.getKey() + ": bytes", random -> isRefusedUnlessJson(turned(bytes, random), d -> kind.getValue().apply(d).size() <= before.size() + 1));
        }
    }
}
