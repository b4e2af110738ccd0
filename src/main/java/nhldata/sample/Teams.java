package nhldata.sample;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The 32 teams, in every season the same: the sample league neither expands nor moves. */
final class Teams {
    static final int COUNT = 32;
    /** In the order of {@code teams.csv}. */
    static final List<Team> ALL = read();
    /** The two sides of the one game a season that is not the NHL's. */
    static final Team VISITING_SELECTION =
            new Team(-1, 7905, "NOR", "Team", "North", VenueZone.EASTERN);
    static final Team HOST_SELECTION =
            new Team(-1, 7906, "SOU", "Team", "South", VenueZone.EASTERN);

    private Teams() {
    }

    static Optional<Team> byAbbrev(String abbrev) {
        return ALL.stream().filter(team -> team.abbrev().equals(abbrev)).findFirst();
    }

    private static List<Team> read() {
        List<String[]> lines = Lines.of("teams.csv").toList();
        return IntStream.range(0, COUNT).mapToObj(index -> team(index, lines.get(index))).toList();
    }

    private static Team team(int index, String[] cells) {
        return new Team(index, Integer.parseInt(cells[0]), cells[1], cells[2], cells[3], VenueZone.valueOf(cells[4]));
    }
}
