package nhldata.nhl;

import java.time.Instant;

/**
 * Where and when a game was played, and how long; null is what the document does not say.
 *
 * @param lastPeriod     number of the period in which it ended: 3 after regulation, 5 for the shootout of a regular-season game
 * @param lastPeriodType REG, OT or SO
 */
public record Occasion(String venue, Instant startTime, Integer lastPeriod, String lastPeriodType) {

    static final Occasion UNKNOWN = new Occasion(null, null, null, null);
}
