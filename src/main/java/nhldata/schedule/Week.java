package nhldata.schedule;

import java.time.LocalDate;

/** Up to seven dates that one request to the schedule covers, both inclusive. */
public record Week(LocalDate from, LocalDate to) {

    boolean contains(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }
}
