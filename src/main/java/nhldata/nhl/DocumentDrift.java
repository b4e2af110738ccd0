package nhldata.nhl;

import java.util.List;

/** How a document differs from what this program knows. */
public final class DocumentDrift {

    /** Of a box score, which notes its differences while it is read. */
    public DriftReport ofBoxscore(Boxscore boxscore) {
        return new DriftReport(boxscore.shape().label(), boxscore.game().gameId(), boxscore.drift());
    }

    /**
     * @param kind schedule, calendar, roster or player
     * @return nothing for a document that is none of its kind: that is reported elsewhere
     */
    public DriftReport of(String kind, byte[] document) {
        return new DriftReport(kind, null, drift(kind, document));
    }

    /** As {@link #of}, of a document that was fetched for a game. */
    public DriftReport ofGame(String kind, byte[] document, String gameId) {
        return new DriftReport(kind, gameId, drift(kind, document));
    }

    private static List<Drift> drift(String kind, byte[] document) {
        try {
            return switch (kind) {
                case "schedule" -> new ScheduleReader().drift(document);
                case "calendar" -> new CalendarReader().drift(document);
                case "roster" -> new RosterReader().drift(document);
                case "player" -> new PlayerReader().drift(document);
                default -> throw new IllegalArgumentException("no kind of document: " + kind);
            };
        } catch (DocumentException e) {
            return List.of();
        }
    }
}
