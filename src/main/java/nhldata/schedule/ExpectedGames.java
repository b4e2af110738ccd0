package nhldata.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.ledger.Stage;
import nhldata.nhl.CalendarReader;

/** The league's calendar, a second document in which the API says how many games a date has. */
public final class ExpectedGames {

    private final CalendarReader reader = new CalendarReader();
    private final boolean isAsked;

    /** @param isAsked whether there is such a document to ask for */
    public ExpectedGames(boolean isAsked) {
        this.isAsked = isAsked;
    }

    /**
     * The dates to ask for, so that the answers cover the week. An answer has the three days before and after its date;
     * the second date is for an API whose answer begins at its date.
     */
    public List<LocalDate> datesToAsk(Week week) {
        LocalDate middle = week.from().plusDays((week.to().toEpochDay() - week.from().toEpochDay()) / 2);
        return isAsked ? Stream.of(middle, week.from()).distinct().toList() : List.of();
    }

    /**
     * Parameters for {@code schedule/record-expected-games.sql}, one map per date of the week that the calendar knows. A calendar that knows
     * no date at all (out of the API's range, or a season that was lost) says of each that there are no games.
     */
    public List<Map<String, Object>> games(byte[] document, Week week) {
        Map<LocalDate, Integer> known = reader.read(document);
        return week.from().datesUntil(week.to().plusDays(1)).filter(date -> known.isEmpty() || known.containsKey(date))
                .map(date -> Map.<String, Object>of("gameDate", date.toString(), "games", known.getOrDefault(date, 0))).toList();
    }

    /** The rows of {@code schedule/find-short-dates.sql} with what could not be read of them, and a row for each date that could not be read at all. */
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

    /** What a dead letter of these dates is of: the schedule when a date could not be read at all, otherwise the number of its games. */
    public String stage(List<Map<String, Object>> shortDays, WeekOfGames week) {
        return shortDays.stream().allMatch(row -> week.hasRead((String) row.get("gameDate"))) ? Stage.RECONCILE.word() : Stage.SCHEDULE.word();
    }

    /** The dates of rows of {@code schedule/find-short-dates.sql}, with commas. */
    public String shortDates(List<Map<String, Object>> shortDays) {
        return shortDays.stream().map(row -> (String) row.get("gameDate")).collect(Collectors.joining(","));
    }

    /** The part of the week that is to be asked for again. */
    public Week missing(Week week, List<Map<String, Object>> shortDays) {
        return new Week(LocalDate.parse((String) shortDays.get(0).get("gameDate")), week.to());
    }

    /** @throws MissingGamesException always: games are missing on these dates */
    public void refuse(List<Map<String, Object>> shortDays) {
        throw new MissingGamesException(shortDays.stream().map(row -> row.get("gameDate") + ": " + row.get("reason"))
                .collect(Collectors.joining("; ")));
    }
}
