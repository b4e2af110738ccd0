package nhldata.schedule;

import java.time.LocalDate;

/** A range of up to seven dates, both inclusive, that one schedule request covers. */
public record Week(LocalDate from, LocalDate to) {

    boolean contains(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }
}
