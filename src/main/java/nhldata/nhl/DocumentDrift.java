package nhldata.nhl;

import java.util.List;

/** How a document that is no box score differs from what this program knows; a box score tells of itself. */
public final class DocumentDrift {

    /**
     * @param kind schedule, calendar, roster or player
     * @return nothing for a document that is none of its kind: that is told of elsewhere
     */
    public List<Drift> of(String kind, byte[] document) {
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
