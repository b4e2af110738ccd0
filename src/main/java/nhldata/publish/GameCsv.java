package nhldata.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.api.Boxscore;
import nhldata.api.GameStatsCsv;

/**
 * A box score as the records of its CSV: the names of the 70 columns, then a record per player, each a map in the order of the columns.
 * Maps, because Camel's CSV data format first asks its type converters for a map of whatever it gets: for a list that search finds nothing, is not
 * cached, and took a sixth of a backfill's CPU.
 */
public final class GameCsv {

    private static final Map<String, String> HEADER = record(GameStatsCsv.HEADER);

    public List<Map<String, String>> records(Boxscore boxscore) {
        List<Map<String, String>> records = new ArrayList<>();
        records.add(HEADER);
        GameStatsCsv.rows(boxscore).forEach(row -> records.add(record(row)));
        return records;
    }

    /** How many players the records hold. */
    public int lines(List<?> records) {
        return records.size() - 1;
    }

    private static Map<String, String> record(List<String> values) {
        Map<String, String> record = new LinkedHashMap<>(128);
        for (int column = 0; column < values.size(); column++) {
            record.put(GameStatsCsv.HEADER.get(column), values.get(column));
        }
        return record;
    }
}
