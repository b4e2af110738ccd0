package nhldata.ledger;

/** The stages of the pipeline that write dead letters. */
public enum Stage {
    SCHEDULE("schedule"),
    /** Compares the schedule with the expected number of games. */
    RECONCILE("calendar"),
    BOXSCORE("boxscore"),
    STORE("publish"),
    LOAD("load");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** Its name in {@code etl.dead_letter.stage}, in the keys of dead letters and in metrics. */
    public String word() {
        return word;
    }
}
