package nhldata.faults.wire;

/**
 * A piece of what one side sends.
 *
 * @param what what a fault can be named after, such as {@code PUT /bucket/key} or the text of a statement; empty for the rest
 * @param endsAnswer from the server: is its answer complete with this
 */
record Message(String what, byte[] bytes, boolean endsAnswer) {

    static Message request(String what, byte[] bytes) {
        return new Message(what, bytes, false);
    }

    static Message answer(byte[] bytes, boolean ends) {
        return new Message("", bytes, ends);
    }
}
