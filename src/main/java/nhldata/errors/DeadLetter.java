package nhldata.errors;

/**
 * What stayed broken after all redeliveries.
 *
 * @param gameId   ten digits, or empty for a schedule
 * @param gameDate ISO, or empty (and so is the run) for a message from elsewhere that is none of ours
 * @param payload  what was received or was about to be stored; null when there was nothing
 */
public record DeadLetter(String stage, String gameId, String gameDate, String reasonClass, String reason, String runId,
                         int attempts, String envelopeKey, String payloadKey, byte[] payload, String envelope) {

    public boolean hasPayload() {
        return payload != null && payload.length > 0;
    }

    /** What failed, for a line in a log. */
    public String what() {
        return gameDate.isEmpty() ? "a message that is none of ours" : gameId.isEmpty() ? "schedule of " + gameDate : "game " + gameId + " of " + gameDate;
    }
}
