package nhldata.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How seasons were played, from one season on until the next era begins: the rows of {@code eras.csv}. What was counted since
 * when stands in {@code counted.csv}.
 *
 * @param games      of a team in a regular season; 0 for the season that was never played
 * @param days       from the first to the last of the regular season
 * @param uncounted  what box scores have where nobody counted: {@code zero}, or nothing ({@code absent})
 * @param forwards   their position in box scores where those do not say on which side they played; empty where they do
 */
record Era(int firstSeason, int games, MonthDay firstDay, int days, LevelGames levelGames, String uncounted, String forwards) {

    /** What becomes of a game of the regular season that is level after sixty minutes. */
    enum LevelGames { TIE, OVERTIME, SHOOTOUT }

    private record Counted(String part, String field, int firstSeason) { }

    private static final TreeMap<Integer, Era> ERAS = Lines.of("eras.csv").map(cells -> new Era(Integer.parseInt(cells[0]),
            Integer.parseInt(cells[1]), MonthDay.parse("--" + cells[2]), Integer.parseInt(cells[3]), LevelGames.valueOf(cells[4]), cells[5], cells[6]))
            .collect(Collectors.toMap(Era::firstSeason, era -> era, (one, other) -> one, TreeMap::new));
    private static final List<Counted> COUNTED = Lines.of("counted.csv")
            .map(cells -> new Counted(cells[0], cells[1], Integer.parseInt(cells[2]))).toList();

    static Era of(int startYear) {
        return ERAS.floorEntry(startYear).getValue();
    }

    /** January for a season that a lockout or a pandemic has delayed: then it begins a year later than it is named. */
    LocalDate firstDay(int startYear) {
        return firstDay.atYear(firstDay.getMonthValue() < 7 ? startYear + 1 : startYear);
    }

    /** The document of this part (team, skater, goalie) as the box scores of the season have it. */
    ObjectNode asCounted(String part, int startYear, ObjectNode document) {
        COUNTED.stream().filter(counted -> counted.part.equals(part) && startYear < counted.firstSeason && document.has(counted.field))
                .forEach(counted -> {
                    if (uncounted.equals("absent")) {
                        document.remove(counted.field);
                    } else if (document.get(counted.field).isNumber()) {
                        document.put(counted.field, 0);
                    } else {
                        document.put(counted.field, document.get(counted.field).textValue().replaceAll("[0-9]+(?=/)|(?<=/)[0-9]+|[0-9]", "0"));
                    }
                });
        return document;
    }
}
