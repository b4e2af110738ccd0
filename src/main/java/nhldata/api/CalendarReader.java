package nhldata.api;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads how many games the league has on each date, from the {@code gameWeek} of api-web's {@code /v1/score/{date}}: it
 * lists no games, only their number, for the days around the date.
 */
public final class CalendarReader {

    /**
     * Number of games of any kind by date. A date whose number is missing, or is none, is left out.
     *
     * @throws DocumentException if the document is no calendar
     */
    public Map<LocalDate, Integer> read(byte[] document) {
        Map<LocalDate, Integer> counts = new LinkedHashMap<>();
        for (JsonObject day : JsonDocument.parse(document, new DriftLog()).objects("gameWeek")) {
            Integer count = day.integer("numberOfGames", 0);
            if (count != null) {
                counts.merge(ScheduleReader.date(day, "date"), count, Math::max);
            }
        }
        return counts;
    }
}
