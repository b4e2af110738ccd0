package nhldata.faults;

/**
 * One fault of the campaign.
 *
 * @param where what is hit: process, PostgreSQL, S3, API
 * @param what the fault in plain words
 * @param story what the program is doing meanwhile
 * @param scenario sets the traps and runs the program
 */
record Disturbance(String where, String what, Story story, Scenario scenario) {

    @FunctionalInterface
    interface Scenario {
        void play(Trial trial) throws Exception;
    }

    static Disturbance of(String where, String what, Scenario scenario) {
        return new Disturbance(where, what, Story.A_DAY, scenario);
    }
}
