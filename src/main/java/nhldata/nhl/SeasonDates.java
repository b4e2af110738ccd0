package nhldata.nhl;

import java.time.LocalDate;

/**
 * When a season is played, as the schedule says.
 *
 * @param preseasonStart null where it does not say
 * @param playoffEnd     null where it does not say
 */
public record SeasonDates(LocalDate preseasonStart, LocalDate regularStart, LocalDate regularEnd, LocalDate playoffEnd) {

    private static final int LONGEST = 366;

    /**
     * What does not go with the regular season is not taken for its beginning or end.
     *
     * @throws IllegalArgumentException when no regular season can have such dates
     */
    public SeasonDates {
        if (regularStart.isAfter(regularEnd) || regularStart.plusDays(LONGEST).isBefore(regularEnd)) {
            throw new IllegalArgumentException("no regular season is played from " + regularStart + " to " + regularEnd);
        }
        preseasonStart = preseasonStart == null || preseasonStart.isAfter(regularStart) ? null : preseasonStart;
        playoffEnd = playoffEnd == null || playoffEnd.isBefore(regularEnd) ? null : playoffEnd;
    }

    /** As the league names it: 20192020 also for a season that began in January 2020, or whose playoffs ended in September. */
    public int season() {
        return (regularEnd.getYear() - 1) * 10_000 + regularEnd.getYear();
    }

    public boolean isRegularSeason(LocalDate date) {
        return !date.isBefore(regularStart) && !date.isAfter(regularEnd);
    }
}
