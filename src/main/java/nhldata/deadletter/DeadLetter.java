package nhldata.deadletter;

/**
 * A game, schedule or message that failed after all retries.
 *
 * @param gameId      ten digits, or empty for a schedule
 * @param gameDate    ISO, or empty (and so is the run) for a malformed message
 * @param payload     the received or generated document; null if there is none
 * @param contentHash of the payload; empty if there is none
 */
public record DeadLetter(String stage, String gameId, String gameDate, String reasonClass, String reason, String runId,
                         int attempts, String envelopeKey, String payloadKey, byte[] payload, String contentHash, String envelope) {

    /** Whether this is a malformed message on the games topic. */
    public boolean isMessage() {
        return gameDate.isEmpty();
    }

    public boolean hasPayload() {
        return payload != null && payload.length > 0;
    }

    /** Describes what failed, for log messages. */
    public String what() {
        return isMessage() ? "a malformed message on the games topic" : gameId.isEmpty() ? "schedule from " + gameDate : "game " + gameId + " of " + gameDate;
    }
}
