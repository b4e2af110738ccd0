package nhldata.queue;

/**
 * The status of the games topic.
 *
 * @param usable      whether games can be sent and received
 * @param description with its name and its brokers
 * @param action      what to do if it is not as configured; empty otherwise
 */
public record TopicStatus(boolean usable, String description, String action) {
}
