package nhldata.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The fixed dates of one season, named by the year in which it starts. */
record Season(int startYear) {
    /** Far wider than anybody will ask for; game ids (year first, ten digits) must fit an int. */
    static final int FIRST = 1950;
    static final int LAST = 2140;
    /** Its playoffs were played in August, as in the real season. */
    private static final int BUBBLE = 2019;

    static boolean exists(int startYear) {
        return startYear >= FIRST && startYear <= LAST;
    }

    /** Of July and later: the season to come. */
    static Season around(LocalDate date) {
        return new Season(date.getYear() - (date.getMonthValue() < 7 ? 1 : 0));
    }

    /** As the API writes it: 20192020. */
    int id() {
        return startYear * 10_000 + startYear + 1;
    }

    boolean bubble() {
        return startYear == BUBBLE;
    }

    LocalDate preseasonStart() {
        return regularStart().minusDays(17);
    }

    Era era() {
        return Era.of(startYear);
    }

    /** A Tuesday, in most years of early October. */
    LocalDate regularStart() {
        return era().firstDay(startYear).with(TemporalAdjusters.nextOrSame(DayOfWeek.TUESDAY));
    }

    /** In most years a Thursday in the middle of April. */
    LocalDate regularEnd() {
        return regularStart().plusDays(era().days());
    }

    LocalDate playoffStart() {
        return bubble() ? LocalDate.of(2020, Month.AUGUST, 2) : regularEnd().plusDays(2);
    }

    /** The first of the six days of the all-star break. */
    LocalDate breakStart() {
        return regularStart().plusDays(era().days() * 115 / 191);
    }

    boolean dayOff(LocalDate date) {
        boolean christmas = date.getMonth() == Month.DECEMBER && date.getDayOfMonth() >= 24 && date.getDayOfMonth() <= 26;
        boolean allStarBreak = !date.isBefore(breakStart()) && date.isBefore(breakStart().plusDays(6));
        return christmas || allStarBreak;
    }

    int dayOf(LocalDate date) {
        return (int) ChronoUnit.DAYS.between(regularStart(), date);
    }
}
