package nhldata.nhl;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the number of games on each date from the {@code gameWeek} of api-web's {@code /v1/score/{date}}, which covers the days
 * around the date and lists no games.
 */
public final class CalendarReader {

    private static final Fields CALENDAR = Fields.always("currentDate", "gameWeek").sometimes("prevDate", "nextDate", "games", "oddsPartners");
    private static final Fields DAY = Fields.always("date", "numberOfGames").sometimes("dayAbbrev");

    /**
     * Number of games of any type by date. An entry without a valid date and number is omitted.
     *
     * @throws DocumentException if the document has no {@code gameWeek}
     */
    public Map<LocalDate, Integer> read(byte[] document) {
        return read(document, new DriftCollector());
    }

    /** Schema drift of the document. */
    List<Drift> drift(byte[] document) {
        DriftCollector drift = new DriftCollector();
        read(document, drift);
        return drift.drift();
    }

    private static Map<LocalDate, Integer> read(byte[] document, DriftCollector drift) {
        JsonObject root = JsonDocument.parse(document, drift, Set.of("gameWeek"));
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
