package nhldata.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void standsUnderOneAnother() {
        Table table = new Table("team_name", "points");
        table.add("Florida Panthers", 7);
        table.add(null, 12L);
        assertEquals("""
                 team_name        | points
                ------------------+--------
                 Florida Panthers | 7
                                  | 12
                """, table.toString());
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        Table table = new Table("name", "n");
        table.add("Börje", 1);
        table.add("𝔸b", 2);
        assertEquals("""
                 name  | n
                -------+---
                 Börje | 1
                 𝔸b    | 2
                """, table.toString());
    }

    @Test
    void isItsHeaderWithoutRows() {
        assertEquals(" n\n---\n", new Table("n").toString());
    }

    @Test
    void rowsOfAQueryKeepTheOrderOfTheirColumns() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("z", "1");
        row.put("a", null);
        List<String> lines = Arrays.asList(Rows.table(List.of(row)).toString().split("\n"));
        assertEquals(" z | a", lines.get(0));
        assertEquals(" 1 |", lines.get(2));
    }
}
