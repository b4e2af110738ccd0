package nhldata.store;

import java.util.ArrayList;
import java.util.List;
import nhldata.nhl.Boxscore;
import nhldata.nhl.GameStatsCsv;

/** Converts a box score to the records of its CSV: the names of the 70 columns, then one record per player. */
public final class GameCsv {

    public List<List<String>> records(Boxscore boxscore) {
        List<List<String>> rows = GameStatsCsv.rows(boxscore);
        List<List<String>> records = new ArrayList<>(rows.size() + 1);
        records.add(GameStatsCsv.HEADER);
        records.addAll(rows);
        return records;
    }
}
