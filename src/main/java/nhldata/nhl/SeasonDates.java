package nhldata.nhl;

import java.time.LocalDate;

/**
 * The dates of a season, as the schedule gives them.
 *
 * @param preseasonStart null if unknown
 * @param playoffEnd     null if unknown
 */
public record SeasonDates(LocalDate preseasonStart, LocalDate regularStart, LocalDate regularEnd, LocalDate playoffEnd) {

    private static final int MAX_DAYS = 366;

    /**
     * A start of the pre-season or an end of the playoffs that contradicts the regular season becomes null.
     *
     * @throws IllegalArgumentException if the regular season ends before it starts, or lasts longer than 366 days
     */
    public SeasonDates {
        if (regularStart.isAfter(regularEnd) || regularStart.plusDays(MAX_DAYS).isBefore(regularEnd)) {
            throw new IllegalArgumentException("a regular season cannot last from " + regularStart + " to " + regularEnd);
        }
        preseasonStart = preseasonStart == null || preseasonStart.isAfter(regularStart) ? null : preseasonStart;
        playoffEnd = playoffEnd == null || playoffEnd.isBefore(regularEnd) ? null : playoffEnd;
    }

    /** The season as the league names it, from the year in which the regular season ends: 20202021 also for the one that began in January 2021. */
    public int season() {
        return (regularEnd.getYear() - 1) * 10_000 + regularEnd.getYear();
    }

    public boolean isRegularSeason(LocalDate date) {
        return !date.isBefore(regularStart) && !date.isAfter(regularEnd);
    }
}
