package nhldata.faults.wire;

/** What a fault does while a message is held back. It runs on the connection's thread: nothing goes on there until it returns. */
@FunctionalInterface
public interface Deed {

    Verdict strike() throws Exception;
}
