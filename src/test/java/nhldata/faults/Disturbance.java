package nhldata.faults;

/**
 * One fault of the campaign.
 *
 * @param where what is hit: process, PostgreSQL, S3, API
 * @param what the fault in plain words
 * @param story what the program is doing meanwhile
 * @param injection sets the traps and runs the program
 */
record Disturbance(String where, String what, Story story, Injection injection) {

    @FunctionalInterface
    interface Injection {
        void play(Trial trial) throws Exception;
    }

    static Disturbance of(String where, String what, Injection injection) {
        return new Disturbance(where, what, Story.A_DAY, injection);
    }
}
