package nhldata.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.nhl.DocumentException;
import nhldata.testing.Mutation;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Shared;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A spoiled schedule is refused with the path, or lists the games of the undamaged one. A game that it no longer lists is
 * missed: its date counts it all the same, or was not read at all. What was not over is never taken for final.
 */
@Tag("slow")
public class SpoiledScheduleTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMBINATIONS = 100;

    @TestFactory
    Stream<DynamicTest> aSpoiledScheduleIsRefusedOrLosesNoGame() {
        long seed = Long.getLong("nhldata.seed", 20_242_025);
        return Stream.of(
                DynamicTest.dynamicTest("sample league, -Dnhldata.seed=" + seed, () -> {
                    try (SampleDocuments league = new SampleDocuments(Clock.systemUTC())) {
                        holds(league.document("/v1/schedule/2022-10-11"), false, seed);
                    }
                }),
                DynamicTest.dynamicTest("recorded api-web", () -> holds(Files.readAllBytes(Shared.path(
                        "nhl/recorded/apiweb/schedule/2023-11-08__falkyre_nhl-led-scoreboard__schedule-response.json")), false, seed)),
                DynamicTest.dynamicTest("recorded statsapi", () -> holds(Files.readAllBytes(Shared.path(
                        "nhl/replay/challenge/api/v1/schedule_2020-08-04_2020-08-05.json")), true, seed)));
    }

    private static void holds(byte[] bytes, boolean statsApi, long seed) throws IOException {
        JsonNode document = JSON.readTree(bytes);
        JsonNode days = document.path(statsApi ? "dates" : "gameWeek");
        Week week = new Week(LocalDate.parse(days.get(0).get("date").asText()), LocalDate.parse(days.get(days.size() - 1).get("date").asText()));
        WeekReader reader = new WeekReader(Set.of(2, 3), "test", statsApi);
        WeekOfGames before = reader.read(bytes, week, "run");
        List<Mutation> mutations = Mutation.of(document, 1);
        int refused = 0;
        for (Mutation mutation : mutations) {
            refused += holds(before, mutation.applyTo(document), week, reader, mutation.toString()) ? 0 : 1;
        }
        assertTrue(refused > 20 && refused < mutations.size(), refused + " of " + mutations.size() + " refused");
        Random random = new Random(seed);
        List<Mutation> many = Mutation.of(document, 30);
        for (int i = 0; i < COMBINATIONS; i++) {
            List<Mutation> some = random.ints(2 + random.nextInt(3), 0, many.size()).mapToObj(many::get)
                    .filter(m -> !m.shape().matches(".*/(numberOfGames|totalGames|totalItems)")).toList();
            holds(before, Mutation.applyAll(document, some), week, reader, "seed " + seed + ", " + some);
        }
    }

    public static boolean holds(WeekOfGames before, byte[] spoiled, Week week, WeekReader reader, String what) {
        WeekOfGames now;
        try {
            now = reader.read(spoiled, week, "run");
        } catch (DocumentException e) {
            assertFalse(e.path().isBlank(), what);
            return false;
        }
        Map<Object, Map<String, Object>> games = now.games().stream().collect(Collectors.toMap(g -> g.get("gameId"), g -> g));
        Map<Object, Integer> missing = new HashMap<>();
        for (Map<String, Object> game : before.games()) {
            Map<String, Object> same = games.remove(game.get("gameId"));
            if (same == null) {
                missing.merge(game.get("gameDate"), 1, Integer::sum);
                continue;
            }
            for (String field : List.of("season", "gameType", "source")) {
                assertEquals(game.get(field), same.get(field), what + ": " + field);
            }
            // of a game that two dates list the other one counts where its own cannot be read
            if (game.get("gameDate").equals(same.get("gameDate")) || !now.faults().containsKey(game.get("gameDate"))) {
                assertEquals(game.get("gameDate"), same.get("gameDate"), what + ": gameDate");
                assertTrue(game.get("state").equals(same.get("state")) || same.get("state").equals("scheduled") && !game.get("state").equals("final"),
                        what + ": " + game.get("state") + " became " + same.get("state"));
            }
            for (String field : List.of("awayTeamId", "awayTeam", "homeTeamId", "homeTeam")) {
                assertTrue(same.get(field) == null || same.get(field).equals(game.get(field)), what + ": " + field + " is " + same.get(field));
            }
        }
        assertEquals(Map.of(), games, what + ": games that are none");
        missing.forEach((date, count) -> {
            Map<String, Object> day = now.days().stream().filter(d -> d.get("gameDate").equals(date)).findFirst().orElse(null);
            if (day == null) {
                assertTrue(now.faults().containsKey(date), what + ": " + date + " was not read, and nobody knows");
                return;
            }
            assertTrue(day.get("expected") == null || (int) day.get("expected") >= (int) day.get("listed") + count,
                    what + ": " + count + " games of " + date + " are gone, and nobody knows");
        });
        return now.faults().isEmpty();
    }
}
