package nhldata.queue;

/**
 * How the topic of games is.
 *
 * @param usable can games go by it?
 * @param what   with its name and its broker
 * @param todo   what to type when it is not as it should be; empty otherwise
 */
public record TopicStatus(boolean usable, String what, String todo) {
}
