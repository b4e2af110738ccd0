package nhldata.api;

/** Reads the biography on a player's page, {@code /v1/player/{id}/landing} of api-web: as of the day of fetching. */
public final class PlayerReader {

    /**
     * The player.
     *
     * @throws DocumentException if the document is not a player's page
     */
    public Person read(byte[] document) {
        return ApiWebBio.read(JsonDocument.parse(document, new DriftLog()), "playerId", "position");
    }
}
