package nhldata.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A calendar of the dates in the ledger by status: the latest twelve months with a date, or twelve earlier ones. */
final class Calendar {

    static final String SQL = """
            select game_date, status, games_final, games_loaded, games_dead, games_discarded
            from etl.data_status where status <> 'never asked for' order by game_date""";

    private static final int MONTHS = 12;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    private enum State {
        COMPLETE("complete", ""), PARTIAL("partial", "!"), MISSING("missing", "×"), NOT_YET("not yet", "…"), NO_GAMES("no games", ""),
        NOT_READ("never asked for", "");

        private final String label;
        private final String symbol;

        State(String label, String symbol) {
            this.label = label;
            this.symbol = symbol;
        }

        String css() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record Day(State state, String title) {
    }

    private Calendar() {
    }

    /** @param before returns months before this one, such as 2019-10; the latest months for any other value */
    static Map<String, Object> of(List<Map<String, String>> rows, String before) {
        Map<YearMonth, Map<LocalDate, Day>> months = new TreeMap<>();
        for (Map<String, String> row : rows) {
            LocalDate date = LocalDate.parse(row.get("game_date"));
            months.computeIfAbsent(YearMonth.from(date), m -> new TreeMap<>()).put(date, day(row));
        }
        List<YearMonth> known = List.copyOf(months.keySet());
        int end = before == null ? known.size() : (int) known.stream().filter(m -> m.isBefore(month(before))).count();
        int start = Math.max(0, end - MONTHS);
        Map<State, Integer> counts = new TreeMap<>();
        List<Map<String, Object>> shown = new ArrayList<>();
        for (YearMonth month : known.subList(start, end)) {
            shown.add(month(month, months.get(month), counts));
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("months", shown);
        model.put("any", !shown.isEmpty());
        model.put("few", shown.size() <= 2);
        model.put("legend", counts.entrySet().stream()
                .map(e -> Map.of("css", e.getKey().css(), "label", e.getKey().label, "symbol", e.getKey().symbol, "days", e.getValue())).toList());
        model.put("earlier", start == 0 ? null : known.get(start).toString());
        model.put("isEarlier", end < known.size());
        return model;
    }

    private static YearMonth month(String before) {
        try {
            return YearMonth.parse(before);
        } catch (DateTimeException e) {
            return YearMonth.of(9999, 12);
        }
    }

    private static Map<String, Object> month(YearMonth month, Map<LocalDate, Day> known, Map<State, Integer> counts) {
        List<Map<String, Object>> days = new ArrayList<>();
        for (int n = 1; n <= month.lengthOfMonth(); n++) {
            LocalDate date = month.atDay(n);
            Day day = known.getOrDefault(date, new Day(State.NOT_READ, State.NOT_READ.label));
            counts.merge(day.state(), 1, Integer::sum);
            days.add(Map.of("n", n, "css", day.state().css(), "symbol", day.state().symbol, "title", date.format(DAY) + ": " + day.title()));
        }
        return Map.of("name", month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear(),
                "first", month.atDay(1).getDayOfWeek().getValue(), "days", days);
    }

    private static int count(Map<String, String> row, String column) {
        return row.get(column) == null ? 0 : Integer.parseInt(row.get(column));
    }

    /** An incomplete date is partial if at least one game is loaded, else missing. */
    private static Day day(Map<String, String> row) {
        int expected = count(row, "games_final");
        int loaded = count(row, "games_loaded");
        int dead = count(row, "games_dead");
        State state = switch (row.get("status")) {
            case "no games" -> State.NO_GAMES;
            case "not yet" -> State.NOT_YET;
            case "complete" -> State.COMPLETE;
            default -> loaded > 0 ? State.PARTIAL : State.MISSING;
        };
        int discarded = count(row, "games_discarded");
        String title = state == State.NO_GAMES ? state.label : row.get("games_final") == null ? state.label + ", schedule not read"
                : state.label + ", " + loaded + " of " + expected + " games loaded" + (dead == 0 ? "" : ", " + dead + " dead-lettered")
                        + (discarded == 0 ? "" : ", " + discarded + " discarded");
        return new Day(state, title);
    }
}
