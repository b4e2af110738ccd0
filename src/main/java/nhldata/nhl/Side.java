package nhldata.nhl;

/** One of the two teams of a game. */
public enum Side {
    AWAY("away"), HOME("home");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** The value of column {@code side}, and the key in statsapi documents. */
    public String label() {
        return label;
    }

    /** The key of the side in api-web documents. */
    String apiWebKey() {
        return label + "Team";
    }

    Side other() {
        return this == AWAY ? HOME : AWAY;
    }
}
