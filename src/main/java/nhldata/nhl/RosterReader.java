package nhldata.nhl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the bios of a roster, {@code /v1/roster/{team}/{season}} of api-web. */
public final class RosterReader {
    private static final Fields ROSTER = Fields.always("forwards", "defensemen", "goalies");
    private static final Fields PLAYER = Fields.always("id", "firstName", "lastName", "positionCode", "birthDate", "shootsCatches")
            .sometimes("headshot", "sweaterNumber", "heightInInches", "heightInCentimeters", "weightInPounds", "weightInKilograms",
                    "birthCity", "birthStateProvince", "birthCountry");
    private static final List<String> GROUPS = List.of("forwards", "defensemen", "goalies");

    /**
     * The players by id. A player without a valid id, or that is not an object, is omitted; a missing group counts as empty.
     *
     * @throws DocumentException if the document has none of the groups
     */
    public Map<Integer, Person> read(byte[] document) {
        return read(document, new DriftCollector());
    }

    /** Schema drift of the document. */
    List<Drift> drift(byte[] document) {
        DriftCollector drift = new DriftCollector();
        read(document, drift);
        return drift.drift();
    }

    private static Map<Integer, Person> read(byte[] document, DriftCollector drift) {
        JsonObject root = JsonDocument.parse(document, drift, Set.copyOf(GROUPS));
        if (GROUPS.stream().noneMatch(root::isList)) {
            throw root.invalid(GROUPS.get(0), "missing; this is not a roster");
        }
        root.compareWith(ROSTER);
        Map<Integer, Person> persons = new LinkedHashMap<>();
        for (String group : GROUPS) {
            if (root.isList(group)) {
                root.readEach(group, RosterReader::person, why -> { }).stream().filter(Objects::nonNull).forEach(p -> persons.put(p.id(), p));
            }
        }
        return persons;
    }

    private static Person person(JsonObject player) {
        player.compareWith(PLAYER);
        return player.integer("id", 1) == null ? null : ApiWebBio.read(player, "id", "positionCode");
    }
}
