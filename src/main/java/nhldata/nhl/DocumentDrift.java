package nhldata.nhl;

import java.util.List;

/** Schema drift: how a document differs from the fields and values that this application knows. */
public final class DocumentDrift {

    /** Drift of a box score, collected while it was read. */
    public DriftReport ofBoxscore(Boxscore boxscore) {
        return new DriftReport(boxscore.format().label(), boxscore.game().gameId(), boxscore.drift());
    }

    /**
     * @param kind schedule, calendar, roster or player
     * @return empty for a document that is not of this kind: its reader reports that
     */
    public DriftReport of(String kind, byte[] document) {
        return new DriftReport(kind, null, drift(kind, document));
    }

    /** As {@link #of}, for a document that was fetched for a game. */
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
                default -> throw new IllegalArgumentException("unknown kind of document: " + kind);
            };
        } catch (DocumentException e) {
            return List.of();
        }
    }
}
