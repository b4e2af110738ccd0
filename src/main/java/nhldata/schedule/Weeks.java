package nhldata.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Cuts a range of dates into what one request to the schedule covers: it answers seven dates from the one asked. */
public final class Weeks {

    private static final int DAYS_OF_AN_ANSWER = 7;

    /** @param order {@code newest} for the last week first */
    public List<Week> of(String from, String to, String order) {
        LocalDate last = LocalDate.parse(to);
        List<Week> weeks = new ArrayList<>();
        for (LocalDate start = LocalDate.parse(from); !start.isAfter(last); start = start.plusDays(DAYS_OF_AN_ANSWER)) {
            LocalDate end = start.plusDays(DAYS_OF_AN_ANSWER - 1L);
            weeks.add(new Week(start, end.isAfter(last) ? last : end));
        }
        if ("newest".equals(order)) {
            Collections.reverse(weeks);
        }
        return weeks;
    }

    /** @param rows weeks as the ledger has them: {@code from} and {@code to} */
    public List<Week> retries(List<Map<String, String>> rows) {
        return rows.stream().map(row -> new Week(LocalDate.parse(row.get("from")), LocalDate.parse(row.get("to")))).toList();
    }
}
