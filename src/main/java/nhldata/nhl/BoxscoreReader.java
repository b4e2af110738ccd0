package nhldata.nhl;

/**
 * Reads a box score in any format and ensures that it is the complete and final one of the requested game. Required, because the
 * marts are built from them: both teams and their scores; each player's id, name, goals, assists and time on ice.
 */
public final class BoxscoreReader {

    /**
     * The box score in the document.
     *
     * @throws DocumentException if the document is not JSON, belongs to another game, is not final, lacks a required field or
     *         contradicts itself
     */
    public Boxscore read(byte[] document, GameKey game) {
        DriftCollector drift = new DriftCollector();
        JsonObject root = JsonDocument.parse(document, drift);
        return switch (formatOf(root)) {
            case STATSAPI -> new StatsApiBoxscore(game, drift).read(root);
            case APIWEB_NESTED -> new ApiWebBoxscore(DocumentFormat.APIWEB_NESTED, game, drift).read(root);
            case APIWEB_FLAT -> new ApiWebBoxscore(DocumentFormat.APIWEB_FLAT, game, drift).read(root);
        };
    }

    private static DocumentFormat formatOf(JsonObject root) {
        if (root.has("teams")) {
            return DocumentFormat.STATSAPI;
        }
        if (root.has("boxscore")) {
            return DocumentFormat.APIWEB_NESTED;
        }
        if (root.has("playerByGameStats")) {
            return DocumentFormat.APIWEB_FLAT;
        }
        if (root.has("gameState")) {
            ApiWebBoxscore.requireFinal(root);
        }
        if (root.scalar("message") != null) {
            throw root.invalid("message", "the API answered \"" + root.scalar("message") + "\" instead of a box score");
        }
        throw root.invalid("playerByGameStats", "missing; this is not a box score in a known format");
    }
}
