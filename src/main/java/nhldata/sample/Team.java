package nhldata.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A real team's name and id; its players are invented. The sample league neither expands nor relocates.
 *
 * @param index its row in {@code teams.csv}, 0 to 31: sixteen of the east and sixteen of the west, eight a division; -1 for a
 *              team outside the league
 */
record Team(int index, int id, String abbrev, String placeName, String commonName, Zone zone) {
    static final int COUNT = 32;
    static final List<Team> ALL = read();
    /** The teams of the one game a season that is on the NHL's schedule without being an NHL game. */
    static final Team NORTH = new Team(-1, 7905, "NOR", "Team", "North", Zone.EASTERN);
    static final Team SOUTH = new Team(-1, 7906, "SOU", "Team", "South", Zone.EASTERN);

    /**
     * The time zone of an arena. Daylight saving follows the North American rule of 2007 in every year, rather than the
     * JVM's time zone tables, which differ between JVMs and change.
     */
    enum Zone {
        EASTERN(-5, "US/Eastern"), CENTRAL(-6, "US/Central"), MOUNTAIN(-7, "US/Mountain"), PACIFIC(-8, "US/Pacific");

        final String id;
        private final int standardHours;

        Zone(int standardHours, String id) {
            this.standardHours = standardHours;
            this.id = id;
        }

        int utcOffsetHours(LocalDate date) {
            LocalDate from = date.withMonth(3).with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.SUNDAY));
            LocalDate to = date.withMonth(11).with(TemporalAdjusters.firstInMonth(DayOfWeek.SUNDAY));
            return standardHours + (!date.isBefore(from) && date.isBefore(to) ? 1 : 0);
        }

        /** As the API writes it: {@code -05:00}. */
        String utcOffset(LocalDate date) {
            return "-0" + -utcOffsetHours(date) + ":00";
        }
    }

    static Optional<Team> byAbbrev(String abbrev) {
        return ALL.stream().filter(team -> team.abbrev.equals(abbrev)).findFirst();
    }

    private static List<Team> read() {
        List<String[]> rows = Resources.rows("teams.csv");
        return IntStream.range(0, COUNT).mapToObj(index -> {
            String[] cells = rows.get(index);
            return new Team(index, Integer.parseInt(cells[0]), cells[1], cells[2], cells[3], Zone.valueOf(cells[4]));
        }).toList();
    }

    String fullName() {
        return placeName + " " + commonName;
    }

    String venue() {
        return placeName + " Arena";
    }

    boolean inLeague() {
        return index >= 0;
    }

    int conference() {
        return index / 16;
    }
}
