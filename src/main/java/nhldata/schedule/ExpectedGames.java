package nhldata.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.ledger.Stage;
import nhldata.nhl.CalendarReader;

/** The number of games that are expected on each date, from a second document of the API (the gameWeek of {@code /v1/score}). */
public final class ExpectedGames {

    private final CalendarReader reader = new CalendarReader();
    private final boolean isEnabled;

    /** @param isEnabled whether the API has such a document */
    public ExpectedGames(boolean isEnabled) {
        this.isEnabled = isEnabled;
    }

    /**
     * The dates to request so that the responses cover the week. A response has the three days before and after its date;
     * the second date is for an API whose response begins at its date.
     */
    public List<LocalDate> datesToRequest(Week week) {
        LocalDate middle = week.from().plusDays((week.to().toEpochDay() - week.from().toEpochDay()) / 2);
        return isEnabled ? Stream.of(middle, week.from()).distinct().toList() : List.of();
    }

    /**
     * Parameters for {@code schedule/record-expected-games.sql}, one map per date of the week that the document has. A document without any
     * date (out of the API's range, or a cancelled season) means no games on every date.
     */
    public List<Map<String, Object>> games(byte[] document, Week week) {
        Map<LocalDate, Integer> known = reader.read(document);
        return week.from().datesUntil(week.to().plusDays(1)).filter(date -> known.isEmpty() || known.containsKey(date))
                .map(date -> Map.<String, Object>of("gameDate", date.toString(), "games", known.getOrDefault(date, 0))).toList();
    }

    /** The rows of {@code schedule/find-short-dates.sql} with the reasons why games could not be read, and a row for each date that could not be read at all. */
    public List<Map<String, Object>> withFaults(List<Map<String, Object>> shortDays, WeekOfGames week) {
        Map<String, Object> reasons = new TreeMap<>();
        week.faults().forEach((date, fault) -> {
            if (!week.hasRead(date)) {
                reasons.put(date, fault);
            }
        });
        for (Map<String, Object> row : shortDays) {
            String fault = week.faults().get((String) row.get("gameDate"));
            reasons.put((String) row.get("gameDate"), fault == null ? row.get("reason") : row.get("reason") + " (" + fault + ")");
        }
        return reasons.entrySet().stream().map(e -> Map.of("gameDate", e.getKey(), "reason", e.getValue())).toList();
    }

    /** The stage of a dead letter for these dates: schedule if a date could not be read at all, otherwise reconcile. */
    public String stage(List<Map<String, Object>> shortDays, WeekOfGames week) {
        return shortDays.stream().allMatch(row -> week.hasRead((String) row.get("gameDate"))) ? Stage.RECONCILE.word() : Stage.SCHEDULE.word();
    }

    /** The dates of rows of {@code schedule/find-short-dates.sql}, separated by commas. */
    public String shortDates(List<Map<String, Object>> shortDays) {
        return shortDays.stream().map(row -> (String) row.get("gameDate")).collect(Collectors.joining(","));
    }

    /** The part of the week that must be requested again. */
    public Week missing(Week week, List<Map<String, Object>> shortDays) {
        return new Week(LocalDate.parse((String) shortDays.get(0).get("gameDate")), week.to());
    }

    /** @throws MissingGamesException always, with the dates and reasons */
    public void fail(List<Map<String, Object>> shortDays) {
        throw new MissingGamesException(shortDays.stream().map(row -> row.get("gameDate") + ": " + row.get("reason"))
                .collect(Collectors.joining("; ")));
    }
}
