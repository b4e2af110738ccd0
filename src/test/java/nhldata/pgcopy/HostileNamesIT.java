package nhldata.pgcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A table whose every name is meant to do harm, past the options, which would refuse such names: all that {@code pg-copy} sends
 * to PostgreSQL has them in quotes. The same for values.
 */
class HostileNamesIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String HARM = "'); drop table public.victim; --";
    private static final TableName TABLE = new TableName("Or\"der; drop table public.victim; --", "select");
    private static final String GAME = "Game \"Nr\"; drop table public.victim";
    private static final String RUN = "run' || (delete from public.victim) || '";
    /** These two stand in a header, which is read in lower case and without quotes. */
    private static final String PLAYER = "player'); drop table public.victim; --";
    private static final String NAME = "group";
    private static final String LOADED = "Loaded?";

    private static final ColumnRoles ROLES = new ColumnRoles(List.of(GAME, PLAYER), List.of(GAME, RUN), List.of(GAME), List.of(RUN));

    @Test
    void hostileNamesAndValuesAreNamesAndValues() throws Exception {
        POSTGRES.execute("create table public.victim as select 1 as id", "create schema " + quoted(TABLE.schema()),
                "create table %s.%s (%s text, %s text, %s text, %s text, %s timestamptz default now(), primary key (%s, %s))".formatted(Stream.of(TABLE.schema(), TABLE.table(),
                        GAME, PLAYER, NAME, RUN, LOADED, GAME, PLAYER).map(HostileNamesIT::quoted).toArray()));
        String tables = "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')";
        String before = POSTGRES.value(tables);

        assertEquals(Map.of("inserted", 3L), load("7" + HARM, HARM + ",\"a\"\"" + HARM + "\"", "2,b", "3,c"));
        assertEquals(Map.of("updated", 1L, "deleted", 1L, "inserted", 1L), load("7" + HARM, HARM + ",\"a\"\"" + HARM + "\"", "2,\"\"\"; " + HARM + "\"", "4,d"));

        assertEquals(List.of("7" + HARM + "|'); drop table public.victim; --|a\"" + HARM + "|" + HARM, "7" + HARM + "|2|\"; " + HARM + "|" + HARM, "7" + HARM + "|4|d|" + HARM),
                POSTGRES.rows("select %s from %s.%s order by 2".formatted(
                        Stream.of(GAME, PLAYER, NAME, RUN).map(HostileNamesIT::quoted).collect(Collectors.joining(", ")), quoted(TABLE.schema()), quoted(TABLE.table()))));
        assertEquals("1", POSTGRES.value("select id from public.victim"));
        assertEquals(before, POSTGRES.value(tables));
    }

    private static Map<String, Long> load(String game, String... lines) throws Exception {
        CsvFile csv = CopyBench.file("1.csv", Map.of(GAME, game, RUN, HARM), PLAYER + "," + NAME, lines);
        try (Connection connection = POSTGRES.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Load load = new Load(connection, TABLE, ROLES, List.of(new CsvRecords(csv)));
            load.stage();
            load.compare();
            load.merge();
            Map<String, Long> changes = load.changes();
            connection.commit();
            return changes;
        }
    }

    /** By the book, not by what is tested. */
    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
