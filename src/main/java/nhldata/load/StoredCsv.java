package nhldata.load;

import java.util.HashMap;
import java.util.Map;
import nhldata.nhl.Documents;
import nhldata.pgcopy.CsvFile;
import nhldata.storage.ChangedObjectException;

/** Prepares a claimed CSV for {@code pg-copy}: its bytes, and the column values that its rows do not contain. */
public final class StoredCsv {

    private final Documents documents = new Documents();

    /**
     * @param claim row of {@code load/claim-stored.sql}
     * @throws ChangedObjectException if the hash of the bytes differs from the ledger's
     */
    public CsvFile open(Map<String, ?> claim, byte[] content) {
        String key = (String) claim.get("csvKey");
        if (!documents.hash(content).equals(claim.get("csvHash"))) {
            throw new ChangedObjectException(key);
        }
        Map<String, Object> values = new HashMap<>(claim);
        values.put("game_id", Long.valueOf((String) claim.get("gameId")));
        values.put("game_date", claim.get("gameDate"));
        values.put("game_type", claim.get("gameType"));
        values.put("s3_key", key);
        values.put("run_id", claim.get("runId"));
        return new CsvFile(key, content, values);
    }
}
