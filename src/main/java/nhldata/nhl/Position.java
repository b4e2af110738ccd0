package nhldata.nhl;

/** A position in the four forms of the contract: L, Left Wing, Forward, LW. */
public record Position(String code, String name, String type, String abbreviation) {

    /**
     * All four forms from an api-web code: C, L, R, D, G, and F, which documents of old seasons have for a forward whose position on the line
     * is unknown. Null for any other code.
     */
    public static Position ofCode(String code) {
        return switch (code == null ? "" : code) {
            case "C" -> new Position("C", "Center", "Forward", "C");
            case "L" -> new Position("L", "Left Wing", "Forward", "LW");
            case "R" -> new Position("R", "Right Wing", "Forward", "RW");
            case "F" -> new Position("F", "Forward", "Forward", "F");
            case "D" -> new Position("D", "Defenseman", "Defenseman", "D");
            case "G" -> new Position("G", "Goalie", "Goalie", "G");
            default -> null;
        };
    }
}
