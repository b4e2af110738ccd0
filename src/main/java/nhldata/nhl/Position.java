package nhldata.nhl;

/** A position in the four forms of the contract: L, Left Wing, Forward, LW. */
public record Position(String code, String name, String type, String abbreviation) {

    /**
     * All four forms from an api-web code: C, L, R (in some documents LW, RW), D, G, and in documents of old seasons F and W for a forward and a wing
     * whose position on the line is unknown. Null for any other code.
     */
    public static Position ofCode(String code) {
        return switch (code == null ? "" : code) {
            case "C" -> new Position("C", "Center", "Forward", "C");
            case "L", "LW" -> new Position("L", "Left Wing", "Forward", "LW");
            case "R", "RW" -> new Position("R", "Right Wing", "Forward", "RW");
            case "F" -> new Position("F", "Forward", "Forward", "F");
            case "W" -> new Position("W", "Wing", "Forward", "W");
            case "D" -> new Position("D", "Defenseman", "Defenseman", "D");
            case "G" -> new Position("G", "Goalie", "Goalie", "G");
            default -> null;
        };
    }
}
