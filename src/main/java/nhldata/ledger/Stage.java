package nhldata.ledger;

/** A stage of the pipeline that can leave a dead letter. */
public enum Stage {
    SCHEDULE("schedule"),
    /** The comparison of the schedule with the number of games that are expected. */
    RECONCILE("calendar"),
    BOXSCORE("boxscore"),
    STORE("store"),
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
