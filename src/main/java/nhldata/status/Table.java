package nhldata.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text in aligned columns, formatted like psql. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(header);
    }

    public void add(Object... values) {
        rows.add(Arrays.stream(values).map(v -> v == null ? "" : v.toString()).toArray(String[]::new));
    }

    @Override
    public String toString() {
        int columns = rows.get(0).length;
        int[] width = new int[columns];
        rows.forEach(r -> Arrays.setAll(width, i -> Math.max(width[i], r[i].codePointCount(0, r[i].length()))));
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < columns; i++) {
                line.append(i == 0 ? "" : " | ").append(row[i]).append(" ".repeat(width[i] - row[i].codePointCount(0, row[i].length())));
            }
            text.append(line.toString().stripTrailing()).append('\n');
            if (row == rows.get(0)) {
                text.append("-");
                for (int i = 0; i < columns; i++) {
                    text.append(i == 0 ? "" : "-+-").append("-".repeat(width[i]));
                }
                text.append("-\n");
            }
        }
        return text.toString();
    }
}
