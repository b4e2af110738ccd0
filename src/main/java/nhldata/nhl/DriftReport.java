package nhldata.nhl;

import java.util.List;

/**
 * The schema drift of one document.
 *
 * @param document schedule, calendar, roster, player, or the format of a box score, see {@link DocumentFormat}
 * @param gameId the game that the document was fetched for; null for a schedule and a calendar
 */
public record DriftReport(String document, String gameId, List<Drift> drift) {
}
