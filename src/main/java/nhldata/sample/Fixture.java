package nhldata.sample;

import java.time.LocalDate;

/**
 * A pairing with its day.
 *
 * @param postponedFrom null where the first date holds
 */
record Fixture(Pairing pairing, LocalDate date, LocalDate postponedFrom) {
    LocalDate firstDate() {
        return postponedFrom == null ? date : postponedFrom;
    }
}
