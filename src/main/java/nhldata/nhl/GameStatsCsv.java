package nhldata.nhl;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import nhldata.nhl.GameStatsColumns.PlayerGame;
import nhldata.nhl.GameStatsColumns.Column;
import nhldata.nhl.GameStatsColumns.Part;

/**
 * A box score as the rows of the CSV contract. The same box score always gives the same rows, on every JDK.
 *
 * <p>Decisions where the source is ambiguous: {@code currentTeam_*} is the player's team in this game, with its full
 * name; {@code currentAge} is his age on the game's date; link columns are as in statsapi and NULL for api-web, whose
 * players and teams have no such links (the statsapi host no longer exists); a statistic that the league did not count yet in that
 * season is NULL, not zero ({@link CountedSince}).
 */
public final class GameStatsCsv {
    /** The 70 column names, in order. */
    public static final List<String> HEADER = GameStatsColumns.PARTS.stream()
            .flatMap(part -> part.columns().stream()).map(Column::name).toList();

    private GameStatsCsv() { }

    /**
     * One row per player, without the header, in the order of the box score. Values are strings for COPY; null is NULL
     * and must be written as an empty, unquoted cell. No value is an empty string or contains a control character.
     *
     * @throws DocumentException if a string is not valid for its column
     */
    public static List<List<String>> rows(Boxscore boxscore) {
        List<List<String>> rows = boxscore.players().stream().map(player -> row(new PlayerGame(player, boxscore.game().date()))).toList();
        return CountedSince.counted(rows, boxscore.game().season());
    }

    private static List<String> row(PlayerGame game) {
        String[] values = new String[HEADER.size()];
        int at = 0;
        for (Part<?> part : GameStatsColumns.PARTS) {
            write(part, game, values, at);
            at += part.columns().size();
        }
        return row(values);
    }

    static List<String> row(String[] values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private static <T> void write(Part<T> part, PlayerGame game, String[] values, int at) {
        T of = part.of().apply(game);
        if (of != null) {
            List<Column<T>> columns = part.columns();
            for (int i = 0; i < columns.size(); i++) {
                values[at + i] = text(columns.get(i), columns.get(i).value().apply(of));
            }
        }
    }

    private static String text(Column<?> column, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Double number) {
            return Decimal.text(number);
        }
        if (!(value instanceof String text)) {
            return value.toString();
        }
        if (TextColumn.isBlank(text)) {
            return null;
        }
        String why = TextColumn.violation(text);
        if (why != null) {
            throw new DocumentException(column.name(), why);
        }
        return text;
    }
}
