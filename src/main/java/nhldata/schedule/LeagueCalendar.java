package nhldata.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.api.CalendarReader;

/** The league's calendar, a second document in which the API says how many games a date has. */
public final class LeagueCalendar {

    private final CalendarReader reader = new CalendarReader();
    private final boolean isAsked;

    /** @param isAsked whether there is such a document to ask for */
    public LeagueCalendar(boolean isAsked) {
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

    /** Parameters for {@code expect-games.sql}, one map per date of the week that the calendar knows. */
    public List<Map<String, Object>> games(byte[] document, Week week) {
        return reader.read(document).entrySet().stream().filter(e -> week.contains(e.getKey()))
                .map(e -> Map.<String, Object>of("gameDate", e.getKey().toString(), "games", e.getValue())).toList();
    }

    /** The dates of rows of {@code short-days.sql}, with commas. */
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
