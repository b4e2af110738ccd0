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

/** Months of days by state, the latest twelve months of which the ledger holds a date, or twelve earlier ones. */
final class Calendar {

    static final String SQL = """
            select game_date, status, games_final, games_loaded, games_dead, games_discarded
            from etl.data_status where status <> 'never asked for' order by game_date""";

    private static final int MONTHS = 12;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    private enum State {
        COMPLETE("complete", ""), PARTIAL("partial", "!"), MISSING("missing", "×"), NOT_YET("not yet", "…"), NO_GAMES("no games", ""),
        NOT_READ("never asked for", "");

        private final String words;
        private final String sign;

        State(String words, String sign) {
            this.words = words;
            this.sign = sign;
        }

        String css() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record Day(State state, String words) {
    }

    private Calendar() {
    }

    /** @param before only months before this one, such as 2019-10; anything else means the latest */
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
                .map(e -> Map.of("css", e.getKey().css(), "words", e.getKey().words, "sign", e.getKey().sign, "days", e.getValue())).toList());
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
            Day day = known.getOrDefault(date, new Day(State.NOT_READ, State.NOT_READ.words));
            counts.merge(day.state(), 1, Integer::sum);
            days.add(Map.of("n", n, "css", day.state().css(), "sign", day.state().sign, "title", date.format(DAY) + ": " + day.words()));
        }
        return Map.of("name", month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear(),
                "first", month.atDay(1).getDayOfWeek().getValue(), "days", days);
    }

    private static int count(Map<String, String> row, String column) {
        return row.get(column) == null ? 0 : Integer.parseInt(row.get(column));
    }

    /** Partial is a date of which something is loaded, missing one of which nothing is. */
    private static Day day(Map<String, String> row) {
        int wanted = count(row, "games_final");
        int loaded = count(row, "games_loaded");
        int dead = count(row, "games_dead");
        State state = switch (row.get("status")) {
            case "no games" -> State.NO_GAMES;
            case "not yet" -> State.NOT_YET;
            case "complete" -> State.COMPLETE;
            default -> loaded > 0 ? State.PARTIAL : State.MISSING;
        };
        int discarded = count(row, "games_discarded");
        String words = state == State.NO_GAMES ? state.words : row.get("games_final") == null ? state.words + ", no schedule read"
                : state.words + ", " + loaded + " of " + wanted + " games loaded" + (dead == 0 ? "" : ", " + dead + " dead")
                        + (discarded == 0 ? "" : ", " + discarded + " discarded");
        return new Day(state, words);
    }
}
