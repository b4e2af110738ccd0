package nhldata.jmx;

import java.sql.SQLException;

/** Operations on dead letters; MBean {@code nhldata:type=DeadLetters}. */
@Description("Games and schedules that failed after all retries")
public interface DeadLettersMBean {

    @Description("Number of open dead letters")
    int getOpen() throws SQLException;

    @Description("Lists the open dead letters with their reasons")
    String list() throws SQLException;

    @Description("Shows the dead letters of a game or a date, latest first, with the received payload")
    String show(@Description("game id (ten digits), a date, or the word schedule") String game) throws SQLException;

    @Description("Processes one or all dead letters again, in the background: see status of the Job MBean")
    String replay(@Description("game id (ten digits) or a date; empty for all") String game) throws SQLException;

    @Description("Acknowledges and closes a dead letter: no run fetches its game automatically")
    String discard(@Description("game id (ten digits), a date, or the word schedule") String game, @Description("the reason, recorded in the ledger") String why)
            throws SQLException;

    @Description("Reverts a discard: the dead letter is open again")
    String restore(@Description("game id (ten digits), a date, or the word schedule") String game) throws SQLException;
}
