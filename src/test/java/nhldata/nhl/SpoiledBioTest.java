package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import nhldata.testing.Mutation;
import nhldata.testing.Shared;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** A roster or a player's page that is spoiled has less to tell, and never something else. */
@Tag("slow")
class SpoiledBioTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMBINATIONS = 100;

    @TestFactory
    Stream<DynamicTest> aSpoiledBiographySaysLessButNothingElse() {
        long seed = Long.getLong("nhldata.seed", 20_242_025);
        Function<byte[], Map<Integer, Person>> roster = document -> new RosterReader().read(document);
        Function<byte[], Map<Integer, Person>> page = document -> {
            Person person = new PlayerReader().read(document);
            return Map.of(person.id(), person);
        };
        return Stream.of(
                DynamicTest.dynamicTest("roster-FLA.json, -Dnhldata.seed=" + seed, () -> holds(Samples.bytes("roster-FLA.json"), roster, seed)),
                DynamicTest.dynamicTest("landing.json", () -> holds(Samples.bytes("landing.json"), page, seed)),
                DynamicTest.dynamicTest("recorded roster", () -> holds(Shared.bytes(Shared.files("recorded/apiweb/roster").get(0)), roster, seed)),
                DynamicTest.dynamicTest("recorded page", () -> holds(Shared.bytes(Shared.files("recorded/apiweb/player_landing").get(0)), page, seed)));
    }

    private static void holds(byte[] bytes, Function<byte[], Map<Integer, Person>> reader, long seed) throws IOException {
        JsonNode document = JSON.readTree(bytes);
        Map<Integer, Person> before = reader.apply(bytes);
        List<Mutation> mutations = Mutation.of(document, 1);
        for (Mutation mutation : mutations) {
            holds(before, mutation.applyTo(document), reader, mutation.toString());
        }
        Random random = new Random(seed);
        for (int i = 0; i < COMBINATIONS; i++) {
            List<Mutation> some = random.ints(2 + random.nextInt(3), 0, mutations.size()).mapToObj(mutations::get).toList();
            holds(before, Mutation.applyAll(document, some), reader, "seed " + seed + ", " + some);
        }
    }

    static void holds(Map<Integer, Person> before, byte[] spoiled, Function<byte[], Map<Integer, Person>> reader, String what) {
        Map<Integer, Person> now;
        try {
            now = reader.apply(spoiled);
        } catch (DocumentException e) {
            assertFalse(e.path().isBlank(), what);
            return;
        }
        now.forEach((id, person) -> {
            assertTrue(before.containsKey(id), what + ": a new player " + id);
            Map<String, Object> values = values(before.get(id));
            values(person).forEach((field, value) ->
                    assertTrue(value == null || Objects.equals(value, values.get(field)), what + ": " + field + " of " + id + " is " + value + " instead of " + values.get(field)));
        });
        assertEquals(List.of(), now.values().stream().filter(p -> p.fullName() != null && (p.firstName() == null || p.lastName() == null)).toList(), what);
    }

    private static Map<String, Object> values(Person person) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : Person.class.getRecordComponents()) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(person));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }
}
