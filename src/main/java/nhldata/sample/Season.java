package nhldata.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A season's dates and rules. It is named by the year in which it starts. */
record Season(int startYear) {
    /** Far wider than is ever requested; game ids (year first, ten digits) must fit an int. */
    static final int FIRST = 1950;
    static final int LAST = 2140;
    /** Its playoffs were played in August, as in the real season. */
    private static final int BUBBLE = 2019;
    private static final TreeMap<Integer, Era> ERAS = Resources.rows("eras.csv").stream().collect(Collectors.toMap(
            cells -> Integer.parseInt(cells[0]), Era::of, (one, other) -> one, TreeMap::new));

    /** What becomes of a game of the regular season that is tied after sixty minutes. */
    enum TiedGames { TIE, OVERTIME, SHOOTOUT }

    /**
     * How seasons were played until the next era begins: a row of {@code eras.csv}.
     *
     * @param games     of a team in a regular season; 0 for the cancelled season
     * @param days      from the first to the last of the regular season
     * @param uncounted what box scores have for statistics that were not counted: {@code zero}, or nothing ({@code absent})
     * @param forwards  the position of all forwards in box scores that do not distinguish centres and wings, otherwise empty
     */
    record Era(int games, MonthDay firstDay, int days, TiedGames tiedGames, String uncounted, String forwards) {
        private static Era of(String[] cells) {
            return new Era(Integer.parseInt(cells[1]), MonthDay.parse("--" + cells[2]), Integer.parseInt(cells[3]),
                    TiedGames.valueOf(cells[4]), cells[5], cells[6]);
        }
    }

    static boolean exists(int startYear) {
        return startYear >= FIRST && startYear <= LAST;
    }

    /** From July on, the coming season. */
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

    Era era() {
        return ERAS.floorEntry(startYear).getValue();
    }

    LocalDate preseasonStart() {
        return regularStart().minusDays(17);
    }

    /** A Tuesday, in most years of early October; of January where a lockout or a pandemic delayed the season. */
    LocalDate regularStart() {
        MonthDay first = era().firstDay();
        return first.atYear(first.getMonthValue() < 7 ? startYear + 1 : startYear).with(TemporalAdjusters.nextOrSame(DayOfWeek.TUESDAY));
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
        return christmas || !date.isBefore(breakStart()) && date.isBefore(breakStart().plusDays(6));
    }

    int dayOf(LocalDate date) {
        return (int) ChronoUnit.DAYS.between(regularStart(), date);
    }
}
