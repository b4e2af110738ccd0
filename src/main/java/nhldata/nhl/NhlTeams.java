package nhldata.nhl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every team that ever played in the NHL, by the NHL's id: {@code nhl-teams.csv}. A franchise that moved has an id per location.
 * It completes documents that have only "Panthers", and gives a team the same name in every format.
 */
final class NhlTeams {
    private static final String RESOURCE = "nhl-teams.csv";
    private static final Map<Integer, Team> BY_ID = load();

    private NhlTeams() { }

    /** The team with this id, or null. */
    static Team byId(Integer id) {
        return id == null ? null : BY_ID.get(id);
    }

    /** The given abbreviation, else that of the table, else null. */
    static String abbreviation(Integer id, String given) {
        Team known = byId(id);
        return given != null || known == null ? given : known.abbreviation();
    }

    /**
     * The full name of a team that is not in the table. Some common names are full names already: "Utah" and "Utah
     * Hockey Club".
     */
    static String fullName(String placeName, String commonName) {
        if (placeName == null || commonName == null || commonName.startsWith(placeName)) {
            return commonName;
        }
        return placeName + " " + commonName;
    }

    private static Map<Integer, Team> load() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                NhlTeams.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", 3))
                    .map(cells -> new Team(Integer.valueOf(cells[0]), cells[1], cells[2]))
                    .collect(Collectors.toUnmodifiableMap(Team::id, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException("the table of teams, " + RESOURCE + ", cannot be read", e);
        }
    }
}
