package nhldata.nhl;

/** The formats of the box score. A game of any season may come in any of them: the format depends on when it was fetched. */
public enum DocumentFormat {
    /** The old API, until November 2023: bios and scratches included. */
    STATSAPI("statsapi"),
    /** api-web at the end of 2023 and the beginning of 2024: players under {@code boxscore.playerByGameStats}. */
    APIWEB_NESTED("apiweb-nested"),
    /** api-web since: players under {@code playerByGameStats}. */
    APIWEB_FLAT("apiweb-flat");

    private final String label;

    DocumentFormat(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
