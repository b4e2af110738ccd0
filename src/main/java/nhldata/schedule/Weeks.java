package nhldata.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Splits a range of dates into weeks: a schedule response has seven dates, beginning with the requested one. */
public final class Weeks {

    private static final int DAYS_PER_RESPONSE = 7;

    /** @param order {@code newest} for the last week first */
    public List<Week> split(String from, String to, String order) {
        LocalDate last = LocalDate.parse(to);
        List<Week> weeks = new ArrayList<>();
        for (LocalDate start = LocalDate.parse(from); !start.isAfter(last); start = start.plusDays(DAYS_PER_RESPONSE)) {
            LocalDate end = start.plusDays(DAYS_PER_RESPONSE - 1L);
            weeks.add(new Week(start, end.isAfter(last) ? last : end));
        }
        if ("newest".equals(order)) {
            Collections.reverse(weeks);
        }
        return weeks;
    }

    /** @param rows weeks as returned by the ledger: {@code from} and {@code to} */
    public List<Week> retries(List<Map<String, String>> rows) {
        return rows.stream().map(row -> new Week(LocalDate.parse(row.get("from")), LocalDate.parse(row.get("to")))).toList();
    }
}
