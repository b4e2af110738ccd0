package nhldata.nhl;

/**
 * Reads a box score of any generation and makes sure that it is the final, complete one of the game asked for. Required,
 * because the marts stand on them: both teams and their scores; each player's id, name, goals, assists and time on ice.
 */
public final class BoxscoreReader {

    /**
     * The box score in the document.
     *
     * @throws DocumentException if the document is not JSON, is another game's, is not final, misses something required or
     *         contradicts itself
     */
    public Boxscore read(byte[] document, GameKey game) {
        DriftCollector drift = new DriftCollector();
        JsonObject root = JsonDocument.parse(document, drift);
        return switch (shapeOf(root)) {
            case STATSAPI -> new StatsApiBoxscore(game, drift).read(root);
            case APIWEB_NESTED -> new ApiWebBoxscore(DocumentShape.APIWEB_NESTED, game, drift).read(root);
            case APIWEB_FLAT -> new ApiWebBoxscore(DocumentShape.APIWEB_FLAT, game, drift).read(root);
        };
    }

    private static DocumentShape shapeOf(JsonObject root) {
        if (root.has("teams")) {
            return DocumentShape.STATSAPI;
        }
        if (root.has("boxscore")) {
            return DocumentShape.APIWEB_NESTED;
        }
        if (root.has("playerByGameStats")) {
            return DocumentShape.APIWEB_FLAT;
        }
        if (root.has("gameState")) {
            ApiWebBoxscore.refuseUnlessFinal(root);
        }
        if (root.scalar("message") != null) {
            throw root.refuse("message", "the API answered \"" + root.scalar("message") + "\" instead of a box score");
        }
        throw root.refuse("playerByGameStats", "missing; this is no box score of a kind known here");
    }
}
