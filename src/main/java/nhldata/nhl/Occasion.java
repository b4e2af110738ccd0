package nhldata.nhl;

import java.time.Instant;

/**
 * Where and when a game was played, and its last period; null means unknown.
 *
 * @param lastPeriod     number of the period in which the game ended: 3 after regulation, 5 for the shootout of a regular-season game
 * @param lastPeriodType REG, OT or SO
 */
public record Occasion(String venue, Instant startTime, Integer lastPeriod, String lastPeriodType) {

    static final Occasion UNKNOWN = new Occasion(null, null, null, null);
}
