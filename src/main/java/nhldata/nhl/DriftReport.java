package nhldata.nhl;

import java.util.List;

/**
 * How a document differs from what this program knows.
 *
 * @param document schedule, calendar, roster, player, or the generation of a box score, see {@link DocumentShape}
 * @param gameId game that the document was fetched for; null for a schedule and a calendar
 */
public record DriftReport(String document, String gameId, List<Drift> drift) {
}
