package nhldata.deadletter;

/**
 * What stayed broken after all redeliveries.
 *
 * @param gameId      ten digits, or empty for a schedule
 * @param gameDate    ISO, or empty (and so is the run) for a malformed message
 * @param payload     what was received or was about to be stored; null when there was nothing
 * @param contentHash of the payload; empty when there was none
 */
public record DeadLetter(String stage, String gameId, String gameDate, String reasonClass, String reason, String runId,
                         int attempts, String envelopeKey, String payloadKey, byte[] payload, String contentHash, String envelope) {

    /** A message on the games topic that names no game to fetch. */
    public boolean isMessage() {
        return gameDate.isEmpty();
    }

    public boolean hasPayload() {
        return payload != null && payload.length > 0;
    }

    /** What failed, for a line in a log. */
    public String what() {
        return isMessage() ? "a malformed message on the games topic" : gameId.isEmpty() ? "schedule of " + gameDate : "game " + gameId + " of " + gameDate;
    }
}
