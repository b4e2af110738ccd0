package nhldata.faults;

/**
 * One fault of the campaign.
 *
 * @param where what is hit: process, PostgreSQL, S3, API
 * @param what the fault in plain words
 * @param scenario what the program is doing meanwhile
 * @param injection sets the traps and runs the program
 */
record InjectedFault(String where, String what, Scenario scenario, Injection injection) {

    @FunctionalInterface
    interface Injection {
        void play(FaultRun trial) throws Exception;
    }

    static InjectedFault of(String where, String what, Injection injection) {
        return new InjectedFault(where, what, Scenario.A_DAY, injection);
    }
}
