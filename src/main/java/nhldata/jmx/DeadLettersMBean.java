package nhldata.jmx;

import java.sql.SQLException;

/** Operations on dead letters; MBean {@code nhldata:type=DeadLetters}. */
@Description("Games and schedules that stayed broken after all retries")
public interface DeadLettersMBean {

    @Description("How many are open")
    int getOpen() throws SQLException;

    @Description("The open ones, with their reasons")
    String list() throws SQLException;

    @Description("Those of a game or a date, the latest first, with what the API had sent")
    String show(@Description("ten digits, a date, or the word schedule") String game) throws SQLException;

    @Description("Sends one through the routes again, or all; goes on by itself, see status of the Job")
    String replay(@Description("ten digits, or a date; empty for all") String game) throws SQLException;

    @Description("Acknowledges one and closes it: no run fetches its game by itself")
    String discard(@Description("ten digits, a date, or the word schedule") String game, @Description("the reason, kept in the ledger") String why)
            throws SQLException;

    @Description("Takes a discard back")
    String restore(@Description("ten digits, a date, or the word schedule") String game) throws SQLException;
}
