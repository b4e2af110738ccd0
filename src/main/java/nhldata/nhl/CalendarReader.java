package nhldata.nhl;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads how many games the league has on each date, from the {@code gameWeek} of api-web's {@code /v1/score/{date}}: it
 * lists no games, only their number, for the days around the date.
 */
public final class CalendarReader {

    private static final Fields CALENDAR = Fields.always("currentDate", "gameWeek").sometimes("prevDate", "nextDate", "games", "oddsPartners");
    private static final Fields DAY = Fields.always("date", "numberOfGames").sometimes("dayAbbrev");

    /**
     * Number of games of any kind by date. An entry whose date or number is missing, or is none, is left out.
     *
     * @throws DocumentException if the document is no calendar
     */
    public Map<LocalDate, Integer> read(byte[] document) {
        return read(document, new DriftCollector());
    }

    /** What of the document is new to this program. */
    List<Drift> drift(byte[] document) {
        DriftCollector drift = new DriftCollector();
        read(document, drift);
        return drift.drift();
    }

    private static Map<LocalDate, Integer> read(byte[] document, DriftCollector drift) {
        JsonObject root = JsonDocument.parse(document, drift);
        root.compareWith(CALENDAR);
        Map<LocalDate, Integer> counts = new LinkedHashMap<>();
        root.readEach("gameWeek", day -> {
            day.compareWith(DAY);
            Integer count = day.integer("numberOfGames", 0);
            return count == null ? null : counts.merge(ScheduleReader.date(day, "date"), count, Math::max);
        }, why -> { });
        return counts;
    }
}
