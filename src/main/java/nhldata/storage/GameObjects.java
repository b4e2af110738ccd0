package nhldata.storage;

import java.util.HashMap;
import java.util.Map;
import nhldata.boxscore.BioRequest;
import nhldata.boxscore.FetchedGame;
import nhldata.boxscore.GameTask;
import nhldata.nhl.Boxscore;
import nhldata.nhl.GameDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of a game in the bucket, and their records in the ledger: rows of parameters for the SQL of the boxscore stage, the
 * archive and the store stage. Thread safe.
 */
public final class GameObjects {

    private static final Logger LOG = LoggerFactory.getLogger(GameObjects.class);

    private final ObjectKeys keys = new ObjectKeys();
    private final Documents documents = new Documents();
    private final GameDetails details = new GameDetails();
    private final CsvObjects csvs;
    private final CsvOrigin origin;

    public GameObjects(CsvObjects csvs, CsvOrigin origin) {
        this.csvs = csvs;
        this.origin = origin;
    }

    /** Parameters for {@code boxscore/claim-game.sql}. */
    public Map<String, Object> claim(GameTask task) {
        return Map.of("gameId", task.gameId(), "runId", task.runId(), "csvKey", keys.csv(task));
    }

    /** @param document the bytes that the box score was read from */
    public FetchedGame fetched(GameTask task, Boxscore boxscore, byte[] document) {
        String hash = documents.hash(document);
        return new FetchedGame(task, boxscore, hash, task.isRederived() ? task.rawKey() : keys.rawBoxscore(task, hash), false);
    }

    /** The raw document of a game, for the archive. */
    public ArchivedDocument raw(FetchedGame game, byte[] document) {
        return new ArchivedDocument(game.rawKey(), document, Map.of());
    }

    /** A roster or a player's landing page, for the archive. */
    public ArchivedDocument bio(BioRequest request, byte[] document) {
        String hash = documents.hash(document);
        String key = keys.rawDocument(request.kind(), request.subject(), hash);
        return new ArchivedDocument(key, document,
                Map.of("key", key, "kind", request.kind(), "subject", request.subject(), "contentHash", hash, "runId", request.runId()));
    }

    /** Parameters for the SQL of the store stage and for {@link #put}. */
    public Map<String, Object> stored(FetchedGame game, byte[] csv) {
        Boxscore boxscore = game.boxscore();
        Map<String, Object> row = new HashMap<>(claim(game.task()));
        row.put("game", game);
        row.put("csv", csv);
        row.put("csvHash", documents.hash(csv));
        row.put("details", details.json(boxscore));
        row.put("contentHash", game.contentHash());
        row.put("rawKey", game.rawKey());
        row.put("shape", boxscore.format().label());
        row.put("awayScore", boxscore.awayScore());
        row.put("homeScore", boxscore.homeScore());
        row.put("shootout", boxscore.shootout());
        row.put("rowCount", boxscore.rowCount());
        row.put("lacksNames", game.lacksNames());
        row.put("rederived", game.task().isRederived());
        return row;
    }

    /**
     * Puts the CSV of a game over the version in the ledger, if {@code store/decide-store.sql} returned {@code changed}.
     *
     * @param row result of {@link #stored}
     * @param decision row of {@code store/decide-store.sql}
     * @param found version in the bucket, empty if there is no object; null if it was not looked up
     * @return the row with {@code answer}, {@code outdated} and {@code version}, for {@code store/mark-stored.sql}
     */
    public Map<String, Object> put(Map<String, Object> row, Map<String, Object> decision, String found) {
        Map<String, Object> stored = new HashMap<>(row);
        stored.put("answer", decision.get("answer"));
        stored.put("outdated", decision.get("outdated"));
        stored.put("version", found == null ? "" : found);
        if ("changed".equals(decision.get("answer")) && !Boolean.TRUE.equals(decision.get("kept"))) {
            String key = (String) row.get("csvKey");
            boolean isReprocessed = Boolean.TRUE.equals(row.get("rederived"));
            if (!isReprocessed && found != null && !found.isEmpty() && !found.equals(decision.get("version"))) {
                LOG.warn("{} in the bucket is not the version in the ledger (edited manually and not loaded, or put by a process that crashed): it is replaced", key);
            }
            FetchedGame game = (FetchedGame) row.get("game");
            stored.put("version", csvs.put(key, (byte[]) row.get("csv"), found == null ? (String) decision.get("version") : found, origin.metadata(game, (String) row.get("csvHash"), (String) row.get("details"), decision)));
        }
        return stored;
    }
}
