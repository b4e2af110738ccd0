package nhldata.storage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nhldata.boxscore.BioRequest;
import nhldata.boxscore.FetchedGame;
import nhldata.boxscore.GameTask;
import nhldata.nhl.Boxscore;
import nhldata.nhl.BoxscoreReader;
import nhldata.nhl.Documents;
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
    private final BoxscoreReader reader = new BoxscoreReader();
    private final GameDetails details = new GameDetails();
    private final CsvObjects csvs;
    private final CsvOrigin origin;

    public GameObjects(CsvObjects csvs, CsvOrigin origin) {
        this.csvs = csvs;
        this.origin = origin;
    }

    /**
     * Queued games as messages: those of {@code schedule/queue-reprocess.sql} each with the version of its CSV in the bucket, which is listed once.
     *
     * @param games in the order of their dates
     */
    public List<Map<String, Object>> withCsvVersions(List<Map<String, Object>> games) {
        if (!games.isEmpty() && games.get(0).containsKey("rawKey")) {
            String first = csvKey(games.get(0));
            int common = Arrays.mismatch(first.toCharArray(), csvKey(games.get(games.size() - 1)).toCharArray());
            Map<String, String> versions = csvs.versions(common < 0 ? first : first.substring(0, common));
            games.forEach(game -> game.put("csvVersion", versions.getOrDefault(csvKey(game), "")));
        }
        return games;
    }

    private String csvKey(Map<String, Object> game) {
        return keys.csv(new GameTask((String) game.get("gameId"), (String) game.get("gameDate"), null, null, (String) game.get("runId"), null, null));
    }

    /** Parameters for {@code boxscore/claim-game.sql}. */
    public Map<String, Object> claim(GameTask task) {
        return Map.of("gameId", task.gameId(), "runId", task.runId(), "csvKey", keys.csv(task));
    }

    /**
     * The game whose box score this is.
     *
     * @throws nhldata.nhl.DocumentException when it is no final box score of this game
     */
    public FetchedGame fetched(GameTask task, byte[] document) {
        Boxscore boxscore = reader.read(document, task.game());
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
        row.put("csvVersion", game.task().csvVersion());
        return row;
    }

    /**
     * Puts the CSV of a game over the version in the ledger, if {@code store/decide-store.sql} returned {@code changed}.
     *
     * @param row result of {@link #stored}
     * @param decision row of {@code store/decide-store.sql}
     * @param found version in the bucket, now or when the run began, empty if there is no object; null if it was not looked up
     * @throws IllegalStateException if another process is deleting the object under this key; it is put with the next redelivery
     * @return the row with {@code answer} and {@code version}, for {@code store/mark-stored.sql}
     */
    public Map<String, Object> put(Map<String, Object> row, Map<String, Object> decision, String found) {
        Map<String, Object> stored = new HashMap<>(row);
        stored.put("answer", decision.get("answer"));
        stored.put("version", found == null ? "" : found);
        if ("deleting".equals(decision.get("answer"))) {
            throw new IllegalStateException("another process is deleting an outdated " + row.get("csvKey"));
        }
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
