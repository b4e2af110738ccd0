package nhldata.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import nhldata.app.Application;
import nhldata.faults.Servers;
import nhldata.testing.FakeApi;
import nhldata.testing.SampleDocuments;
import nhldata.testing.TestEnvironment;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.apache.commons.lang3.ArrayUtils;

/**
 * CSVs of the bucket, each spoiled at random, through the program: a game of each, put by hand and taken in by {@code nhldata load} into a real
 * PostgreSQL. What comes of a CSV is every row that another reader of CSVs finds in it, cell by cell, or a dead letter and no row; the sound ones among
 * them are loaded, and afterwards nothing is under way.
 */
public final class CsvMutations {

    private static final String GAME = "2022020044";
    private static final int OF_A_SEASON = 250;
    private static final List<String> CELLS = List.of("", "\"\"", " ", "0", "-1", "NaN", "null", "NULL", "\\N", "\\.", "1e300", "99999999999999999999", "0.5", "12:34",
            "\"a\nb\"", "\"a\"\"b\"", "a\"b", "\"a\"b", "'; drop table game_stats; --", "ě", "x".repeat(300));
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setNullString("").setQuoteMode(QuoteMode.ALL_NON_NULL).setIgnoreEmptyLines(true).get();

    private final TestEnvironment world;
    private final byte[] sound;
    private final BiConsumer<String, String> outcome;

    private CsvMutations(TestEnvironment world, byte[] sound, BiConsumer<String, String> outcome) {
        this.world = world;
        this.sound = sound;
        this.outcome = outcome;
    }

    /**
     * @param count how many CSVs
     * @param outcome takes, for each, how it was spoiled and what came of it: {@code read}, {@code refused}, or what is wrong
     */
    public static void run(int count, long seed, Path folder, BiConsumer<String, String> outcome) throws Exception {
        try (Servers servers = Servers.start(folder); SampleDocuments league = new SampleDocuments(Clock.systemUTC()); FakeApi api = new FakeApi(league)) {
            TestEnvironment source = servers.newWorld("source").asking(api);
            source.sweep("2022-10-11", "2022-10-11");
            byte[] sound = source.object(source.keys("player_game_stats/").stream().filter(key -> key.contains(GAME)).findFirst().orElseThrow());
            for (int first = 0, batch = 0; first < count; first += OF_A_SEASON, batch++) {
                TestEnvironment world = servers.newWorld("mutations" + batch).keepingItsConnection();
                world.createBuckets();
                of(world, sound, outcome).load(2000 + batch % 20, first, Math.min(count, first + OF_A_SEASON), seed);
                world.release();
                servers.execute("drop database mutations" + batch + " with (force)");
                System.out.printf(Locale.ROOT, "%d CSVs%n", Math.min(count, first + OF_A_SEASON));
            }
        }
    }

    /**
     * @param sound a CSV of the pipeline
     * @param outcome see {@link #run}
     */
    public static CsvMutations of(TestEnvironment world, byte[] sound, BiConsumer<String, String> outcome) {
        return new CsvMutations(world, sound, outcome);
    }

    /** Those with the numbers from {@code from} to before {@code to}, as games of a season. */
    public void load(int year, int from, int to, long seed) throws Exception {
        Map<String, String> kinds = new LinkedHashMap<>();
        Map<String, byte[]> csvs = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            String game = String.format(Locale.ROOT, "%d02%04d", year, i - from + 1);
            Random random = new Random((seed + i) * 7919L + 17);
            String kind = List.of("untouched", "cells", "cells", "cells", "lines", "bytes", "bytes", "bytes").get(i % 8);
            byte[] csv = switch (kind) {
                case "cells" -> cells(random);
                case "lines" -> lines(random);
                case "bytes" -> bytes(random);
                default -> sound;
            };
            kinds.put(game, kind);
            csvs.put(game, csv);
            world.put("player_game_stats/season=" + year + (year + 1) + "/date=" + year + "-11-11/" + game + ".csv", csv);
        }
        try (Application application = world.start()) {
            application.load();
        }
        Set<String> dead = new TreeSet<>(world.rows("select game_id from etl.dead_letter where state = 'open'"));
        Set<String> loaded = new TreeSet<>(world.rows("select game_id from etl.game where state = 'loaded'"));
        for (String game : csvs.keySet()) {
            outcome.accept("CSV: " + kinds.get(game), judged(game, csvs.get(game), kinds.get(game), loaded.contains(game), dead.contains(game)));
        }
        List<String> underWay = world.rows("select 'run ' || run_id from etl.run where status = 'running' union all select 'game ' || game_id from etl.game where state not in ('loaded', 'dead')");
        if (!underWay.isEmpty()) {
            outcome.accept("CSV: untouched", "still under way: " + underWay);
        }
    }

    private String judged(String game, byte[] csv, String kind, boolean isLoaded, boolean isDead) {
        if (isLoaded == isDead) {
            return "game " + game + (isLoaded ? " is loaded and has a dead letter" : " is neither loaded nor a dead letter");
        }
        if (!isLoaded) {
            return kind.equals("untouched") ? "game " + game + " is refused: " + world.row("select reason from etl.dead_letter where game_id = " + game)
                    : world.row("select count(*) from public.game_stats where game_id = " + game).equals("0") ? "refused" : "game " + game + " is refused and has rows";
        }
        String expected;
        try {
            expected = json(csv);
        } catch (IOException | UncheckedIOException e) {
            return "game " + game + " is loaded, and another reader refuses it: " + e.getMessage();
        }
        String columns = world.row("select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns where table_name = 'game_stats' and column_name not in"
                + " ('game_id', 'game_date', 'season', 'game_type', 'source', 's3_key', 'run_id', 'loaded_at')");
        String different = world.row("with said as (select " + columns + " from jsonb_populate_recordset(null::public.game_stats, $json$" + expected + "$json$)), kept as (select " + columns
                + " from public.game_stats where game_id = " + game + ") select (select count(*) from (table said except all table kept) as lost) + (select count(*) from (table kept except all table said) as more)");
        return different.equals("0") ? "read" : "game " + game + ": " + different + " rows are not those of the CSV";
    }

    /** What another reader finds in it. */
    private static String json(byte[] csv) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("no UTF-8", e);
        }
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode rows = mapper.createArrayNode();
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            List<String> header = records.get(0).toList();
            for (CSVRecord each : records.subList(1, records.size())) {
                if (each.size() != header.size()) {
                    throw new IOException("record " + each.getRecordNumber() + " has " + each.size() + " fields");
                }
                ObjectNode row = rows.addObject();
                for (int i = 0; i < header.size(); i++) {
                    row.put(header.get(i).toLowerCase(Locale.ROOT), each.get(i));
                }
            }
        }
        return mapper.writeValueAsString(rows);
    }

    // --- how a CSV is spoiled

    private byte[] cells(Random random) {
        List<List<String>> lines = Arrays.stream(new String(sound, StandardCharsets.UTF_8).split("\n")).map(line -> (List<String>) new ArrayList<>(List.of(line.split(",", -1))))
                .collect(Collectors.toCollection(ArrayList::new));
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            List<String> line = lines.get(random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(lines.size() - 1));
            int at = random.nextInt(line.size());
            switch (random.nextInt(4)) {
                case 0 -> line.set(at, CELLS.get(random.nextInt(CELLS.size())));
                case 1 -> line.set(at, String.valueOf(random.nextInt(100)));
                case 2 -> line.set(at, line.get(random.nextInt(line.size())));
                default -> {
                    String other = lines.get(1 + random.nextInt(lines.size() - 1)).get(Math.min(at, line.size() - 1));
                    line.set(at, other);
                }
            }
        }
        return text(lines.stream().map(line -> String.join(",", line)).toList(), "\n");
    }

    private byte[] lines(Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(new String(sound, StandardCharsets.UTF_8).split("\n")));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            case 2 -> lines.add(at, "");
            case 3 -> lines.add(at, "\\.");
            case 4 -> lines.set(at, lines.get(at) + ",");
            default -> lines.add(lines.remove(at));
        }
        return text(lines, random.nextInt(3) == 0 ? "\r\n" : "\n");
    }

    private byte[] bytes(Random random) {
        byte[] bytes = sound.clone();
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(400), bytes.length - at);
        return switch (random.nextInt(5)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> ArrayUtils.addAll(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            case 2 -> ArrayUtils.addAll(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 -> ArrayUtils.addAll(ArrayUtils.addAll(Arrays.copyOf(bytes, at), new byte[] {List.of((byte) '"', (byte) ',', (byte) '\n', (byte) '\r', (byte) 0, (byte) -1).get(random.nextInt(6))}),
                    Arrays.copyOfRange(bytes, at, bytes.length));
            default -> Arrays.copyOf(bytes, at);
        };
    }

    private static byte[] text(List<String> lines, String end) {
        return (String.join(end, lines) + end).getBytes(StandardCharsets.UTF_8);
    }
}
