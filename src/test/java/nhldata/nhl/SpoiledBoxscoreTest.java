package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nhldata.testing.Mutation.Kind;
import nhldata.testing.Mutation;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Shared;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A bad document never becomes zeros. Box scores of every generation are spoiled in every way at every kind of place; what
 * comes out is refused with the path, or has the rows of the undamaged one, with NULL where the optional value went away.
 */
@Tag("slow")
class SpoiledBoxscoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BoxscoreReader READER = new BoxscoreReader();
    private static final int COMBINATIONS = 150;
    private static final List<String> REQUIRED = List.of("_assists", "_goals", "_timeOnIce", "_fullName");

    /** What is computed from which field of api-web, beside the column of its own. */
    private static final Map<String, Set<String>> COLUMNS = Map.ofEntries(
            Map.entry("sweaterNumber", Set.of("jerseyNumber")),
            Map.entry("position", Set.of("position_code", "position_name", "position_type", "position_abbreviation")),
            Map.entry("plusMinus", Set.of("plusMinus")),
            Map.entry("pim", Set.of("penaltyMinutes", "pim")),
            Map.entry("hits", Set.of("hits")),
            Map.entry("sog", Set.of("skaterStats_shots")),
            Map.entry("shots", Set.of("skaterStats_shots")),
            Map.entry("blockedShots", Set.of("blocked")),
            Map.entry("giveaways", Set.of("giveaways")),
            Map.entry("takeaways", Set.of("takeaways")),
            Map.entry("faceoffWinningPctg", Set.of("faceOffPct")),
            Map.entry("faceoffs", Set.of("faceOffPct", "faceOffWins", "faceoffTaken")),
            Map.entry("powerPlayGoals", Set.of("powerPlayGoals", "powerPlayAssists")),
            Map.entry("powerPlayPoints", Set.of("powerPlayAssists")),
            Map.entry("shorthandedGoals", Set.of("shortHandedGoals", "shortHandedAssists")),
            Map.entry("shPoints", Set.of("shortHandedAssists")),
            Map.entry("powerPlayToi", Set.of("powerPlayTimeOnIce", "evenTimeOnIce")),
            Map.entry("shorthandedToi", Set.of("shortHandedTimeOnIce", "evenTimeOnIce")),
            Map.entry("decision", Set.of("decision")),
            Map.entry("saveShotsAgainst", Set.of("goalieStats_saves", "goalieStats_shots", "goalieStats_savePercentage")),
            Map.entry("evenStrengthShotsAgainst", Set.of("evenSaves", "evenShotsAgainst", "evenStrengthSavePercentage")),
            Map.entry("powerPlayShotsAgainst", Set.of("powerPlaySaves", "powerPlayShotsAgainst", "powerPlaySavePercentage")),
            Map.entry("shorthandedShotsAgainst", Set.of("shortHandedSaves", "shortHandedShotsAgainst", "shortHandedSavePercentage")),
            Map.entry("toi", Set.of("_timeOnIce")),
            Map.entry("birthDate", Set.of("person_birthDate", "person_currentAge")));

    /** A document, the game it is of, and its rows by player. */
    record Original(String name, JsonNode document, GameKey game, Map<String, List<String>> rows) {

        static Original of(String name, byte[] bytes, GameKey game) {
            try {
                return new Original(name, JSON.readTree(bytes), game, byPlayer(READER.read(bytes, game)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aSpoiledBoxScoreIsRefusedOrTrue() {
        return originals((name, original) -> DynamicTest.dynamicTest(name, () -> {
            Original it = original.get();
            List<Mutation> mutations = Mutation.of(it.document, 1);
            int refused = 0;
            for (Mutation mutation : mutations) {
                refused += holds(it, List.of(mutation), mutation.applyTo(it.document), name + ", " + mutation) ? 0 : 1;
            }
            assertTrue(refused > 20 && refused < mutations.size(), refused + " of " + mutations.size() + " refused");
        }));
    }

    @TestFactory
    Stream<DynamicTest> aBoxScoreThatIsSpoiledInSeveralPlacesIsRefusedOrTrue() {
        long seed = Long.getLong("nhldata.seed", 20_242_025);
        return originals((name, original) -> DynamicTest.dynamicTest(name + ", -Dnhldata.seed=" + seed, () -> {
            Original it = original.get();
            List<Mutation> mutations = Mutation.of(it.document, 40);
            Random random = new Random(seed);
            for (int i = 0; i < COMBINATIONS; i++) {
                List<Mutation> some = random.ints(2 + random.nextInt(3), 0, mutations.size()).mapToObj(mutations::get).toList();
                holds(it, some, Mutation.applyAll(it.document, some), "seed " + seed + ", " + name + ", " + some);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> aBoxScoreThatIsCutIsRefused() {
        return originals((name, original) -> DynamicTest.dynamicTest(name, () -> {
            Original it = original.get();
            byte[] whole = JSON.writeValueAsBytes(it.document);
            for (int i = 0; i < 30; i++) {
                byte[] cut = Arrays.copyOf(whole, (int) ((long) whole.length * i / 30));
                assertThrows(DocumentException.class, () -> READER.read(cut, it.game), "cut to " + cut.length);
            }
        }));
    }

    /** True when it was read, and is then held to the original's rows; false when it was refused. */
    static boolean holds(Original original, List<Mutation> mutations, byte[] spoiled, String what) {
        Map<String, List<String>> rows;
        List<Drift> drift;
        try {
            Boxscore boxscore = READER.read(spoiled, original.game);
            rows = byPlayer(boxscore);
            drift = boxscore.drift();
        } catch (DocumentException e) {
            assertFalse(e.path().isBlank(), what);
            return false;
        }
        original.rows.forEach((player, before) -> {
            List<String> now = rows.get(player);
            if (now == null) {
                assertTrue(mutations.stream().anyMatch(m -> mayRemovePlayer(m)), what + ": player " + player + " is gone");
                return;
            }
            for (int i = 0; i < before.size(); i++) {
                String column = GameStatsCsv.HEADER.get(i);
                if (now.get(i) == null && before.get(i) != null) {
                    assertTrue(mutations.stream().anyMatch(m -> mayEmpty(m, column, player, original)),
                            what + ": " + column + " of " + player + " is NULL instead of " + before.get(i));
                    assertFalse(REQUIRED.stream().anyMatch(column::endsWith) && !isWithoutClock(column, original), what + ": " + column + " of " + player + " is NULL");
                    assertTrue(mutations.stream().anyMatch(m -> m.kind() == Kind.EMPTY) || !drift.isEmpty() || isSometimesThere(mutations),
                            what + ": " + column + " is NULL, and no drift says so");
                } else if (!isSame(column, before.get(i), now.get(i))) {
                    throw new AssertionError(what + ": " + column + " of " + player + " is " + now.get(i) + " instead of " + before.get(i));
                }
            }
        });
        assertEquals(List.of(), rows.keySet().stream().filter(player -> !original.rows.containsKey(player)).toList(), what);
        return true;
    }

    /** Only a player who is taken out of his list, or a side without goalies, has fewer rows. */
    private static boolean mayRemovePlayer(Mutation mutation) {
        String shape = mutation.shape();
        return mutation.kind() == Kind.DROP && shape.matches(".*/(players/ID|(forwards|defense|goalies)/0)")
                || mutation.kind() == Kind.EMPTY && shape.endsWith("/goalies");
    }

    private static boolean mayEmpty(Mutation mutation, String column, String player, Original original) {
        List<String> path = mutation.path();
        String field = path.get(path.size() - 1);
        if (original.document.has("teams")) {
            int at = path.indexOf("ID" + player);
            if (at < 0) {
                return Set.of("team", "link", "abbreviation").contains(field) && column.contains("currentTeam_link");
            }
            String steps = "player_" + String.join("_", path.subList(at + 1, path.size()));
            return column.equals(steps) || column.startsWith(steps + "_") || COLUMNS.getOrDefault(field, Set.of()).stream().anyMatch(column::endsWith);
        }
        JsonNode node = original.document;
        for (String step : path) {
            if (node.path("playerId").asText().equals(player)) {
                return COLUMNS.getOrDefault(step, Set.of()).stream().anyMatch(column::endsWith);
            }
            node = step.matches("\\d+") ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return false;
    }

    /** Of a game before anybody was timed. */
    private static boolean isWithoutClock(String column, Original original) {
        return column.endsWith("_timeOnIce") && !CountedSince.isCounted("player_stats_skaterStats_timeOnIce", original.game.season());
    }

    /** These are not always there, so that nobody can tell that they have gone. */
    private static boolean isSometimesThere(List<Mutation> mutations) {
        return mutations.stream().anyMatch(m -> m.kind() == Kind.DROP && m.shape().matches(
                ".*/(decision|faceOffPct|\\w*[sS]avePercentage|jerseyNumber|person/.*|link|birthDate|faceoffWinningPctg)"));
    }

    /** The share of face-offs, when it is not to be computed, is the rounded one that the document has too. */
    private static boolean isSame(String column, String before, String now) {
        if (before != null && now != null && column.endsWith("faceOffPct")) {
            return Math.abs(Double.parseDouble(before) - Double.parseDouble(now)) < 0.01;
        }
        return before == null ? now == null : before.equals(now);
    }

    static Map<String, List<String>> byPlayer(Boxscore boxscore) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        GameStatsCsv.rows(boxscore).forEach(row -> rows.put(row.get(0), row));
        return rows;
    }

    interface Check {
        DynamicTest of(String name, Supplier<Original> original);
    }

    /** Those that can be had everywhere, by their names. */
    static Map<String, Supplier<Original>> invented() {
        Map<String, Supplier<Original>> invented = new LinkedHashMap<>();
        for (String name : List.of("flat.json", "nested.json", "statsapi.json")) {
            invented.put(name, () -> Original.of(name, Samples.bytes(name), Samples.GAME));
        }
        // of today, of an era without a clock, and of one that counted next to nothing
        for (String id : List.of("2022020044", "1990020044", "1962020044")) {
            invented.put("sample league " + id, () -> {
                try (SampleDocuments league = new SampleDocuments(Clock.systemUTC())) {
                    byte[] document = league.document("/v1/gamecenter/" + id + "/boxscore");
                    return Original.of("sample league", document, game(document));
                }
            });
        }
        return invented;
    }

    private static Stream<DynamicTest> originals(Check check) {
        List<DynamicTest> tests = new ArrayList<>();
        invented().forEach((name, original) -> tests.add(check.of(name, original)));
        for (String document : List.of("C03/2013020971.boxscore", "C04/2019030002.boxscore", "C06/1917020001.boxscore.CONSTRUCTED-keys-absent",
                "C06/1917020001.boxscore.CONSTRUCTED-zeros", "C15/2021020219.boxscore")) {
            tests.add(check.of("case " + document, () -> {
                byte[] bytes = Shared.bytes("cases/" + document + ".json");
                return Original.of(document, bytes, game(bytes));
            }));
        }
        tests.add(check.of("case C04, statsapi", () -> Original.of("C04", Shared.bytes("cases/C04/2019030002.statsapi.CONSTRUCTED.json"),
                game(Shared.bytes("cases/C04/2019030002.boxscore.json")))));
        tests.add(check.of("recorded statsapi of 1930", () -> {
            Path file = Shared.files("recorded/legacy/boxscore_from_feed").stream().filter(f -> f.toString().contains("1930020010")).findFirst().orElseThrow();
            return Original.of("1930", Shared.bytes(file), new GameKey("1930020010", LocalDate.parse("1930-11-15"), null, null));
        }));
        for (String folder : List.of("boxscore", "boxscore_nested_2023")) {
            tests.add(check.of("recorded " + folder, () -> {
                Path file = Shared.files("recorded/apiweb/" + folder).get(0);
                return Original.of(folder, Shared.bytes(file), game(Shared.bytes(file)));
            }));
        }
        tests.add(check.of("recorded statsapi", () -> Original.of("statsapi",
                Shared.bytes("replay/challenge/api/v1/game/2019030042/boxscore.json"),
                new GameKey("2019030042", LocalDate.parse("2020-08-04"), 13, 2))));
        return tests.stream();
    }

    private static GameKey game(byte[] document) {
        try {
            JsonNode root = JSON.readTree(document);
            return new GameKey(root.get("id").asText(), LocalDate.parse(root.get("gameDate").asText()),
                    root.at("/awayTeam/id").intValue(), root.at("/homeTeam/id").intValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
