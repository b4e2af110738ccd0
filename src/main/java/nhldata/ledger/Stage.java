package nhldata.ledger;

/** The stages of the pipeline that write dead letters. */
public enum Stage {
    SCHEDULE("schedule"),
    /** Compares the schedule with the expected number of games. */
    RECONCILE("calendar"),
    BOXSCORE("boxscore"),
    STORE("store"),
    LOAD("load");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** The value in {@code etl.dead_letter.stage}, in the object keys of dead letters and in metrics. */
    public String word() {
        return word;
    }
}
