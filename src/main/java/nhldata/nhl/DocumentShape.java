package nhldata.nhl;

/** The generations of the box score. A game of any season may come in any of them: the shape depends on when it is fetched. */
public enum DocumentShape {
    /** The old API, until November 2023: biographies and scratches included. */
    STATSAPI("statsapi"),
    /** api-web around the turn of 2023 to 2024: players under {@code boxscore.playerByGameStats}. */
    APIWEB_NESTED("apiweb-nested"),
    /** api-web since: players under {@code playerByGameStats}. */
    APIWEB_FLAT("apiweb-flat");

    private final String label;

    DocumentShape(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
