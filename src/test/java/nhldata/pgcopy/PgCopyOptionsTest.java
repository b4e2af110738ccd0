package nhldata.pgcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Options are judged when a route starts: no connection is made for it. */
class PgCopyOptionsTest {

    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void bindADatabaseThatIsNeverAsked() {
        camel.getRegistry().bind("dataSource", new PGSimpleDataSource());
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private String refusal(String uri) {
        Endpoint endpoint = camel.getEndpoint(uri);
        return assertThrows(IllegalArgumentException.class, endpoint::createProducer).getMessage();
    }

    @Test
    void keyColumnsAreRequired() {
        assertEquals("pg-copy needs keyColumns, the columns that identify a row", refusal("pg-copy:s.line"));
        assertEquals("pg-copy needs keyColumns, the columns that identify a row", refusal("pg-copy:s.line?keyColumns=RAW( )"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"line", "a.b.c", "s.line.", ".line", "s.", "S.line", "s.Line", "s.li-ne", "s.line;drop table x", "s.line\"", "s.line'--",
            "s.a2345678901234567890123456789012345678901234567890123456789012345"})
    void tableIsASchemaAndANameAndNothingElse(String table) {
        assertEquals("pg-copy needs schema.table in lower case, not \"" + table + "\"", refusal("pg-copy:" + table + "?keyColumns=id"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            keyColumns        | id"; drop table x; -- | id"; drop table x; --
            fileColumns       | run,1st               | 1st
            scopeColumns      | run) or (true         | run) or (true
            uncomparedColumns | run,                  | ``
            uncomparedColumns | Run                   | Run
            """)
    void columnsAreNamesAndNothingElse(String option, String value, String name) {
        String key = option.equals("keyColumns") ? "" : "keyColumns=id&";
        assertEquals(option + " of pg-copy: not a column name: \"" + name + "\"", refusal("pg-copy:s.line?" + key + option + "=RAW(" + value + ")"));
    }

    @Test
    void columnIsNotNamedTwice() {
        assertEquals("keyColumns of pg-copy: duplicate name id", refusal("pg-copy:s.line?keyColumns=id, id"));
    }

    @Test
    void scopeComesWithTheFile() {
        assertEquals("every one of scopeColumns of pg-copy must be one of fileColumns",
                refusal("pg-copy:s.line?keyColumns=id&fileColumns=run&scopeColumns=run,id"));
    }

    @Test
    void statementTimeoutIsNotNegative() {
        assertEquals("statementTimeout of pg-copy is in milliseconds, 0 for none, not -1", refusal("pg-copy:s.line?keyColumns=id&statementTimeout=-1"));
    }

    @Test
    void databaseIsRequired() throws Exception {
        try (CamelContext without = new DefaultCamelContext()) {
            without.start();
            Endpoint endpoint = without.getEndpoint("pg-copy:s.line?keyColumns=id");
            assertEquals("pg-copy:s.line needs a DataSource in the registry", assertThrows(IllegalArgumentException.class, endpoint::createProducer).getMessage());
        }
    }

    @Test
    void databaseCanBeTheEndpointsOwn() {
        PGSimpleDataSource other = new PGSimpleDataSource();
        camel.getRegistry().bind("other", other);
        PgCopyEndpoint endpoint = assertInstanceOf(PgCopyEndpoint.class, camel.getEndpoint("pg-copy:s.line?keyColumns=id&dataSource=#other"));
        assertEquals(other, endpoint.getDataSource());
    }

    @Test
    void unknownOptionIsRefused() {
        ResolveEndpointFailedException refused = assertThrows(ResolveEndpointFailedException.class,
                () -> camel.getEndpoint("pg-copy:s.line?keyColumns=id&keyColumn=id"));
        assertTrue(refused.getMessage().contains("keyColumn=id"), refused.getMessage());
    }

    @Test
    void routeWithAStatementThatIsNotThereDoesNotStart() {
        Exception refused = assertThrows(Exception.class, () -> camel.addRoutes(route("direct:in", "pg-copy:s.line?keyColumns=id&afterMerge=classpath:sql/absent.sql")));
        assertTrue(refused.getMessage().contains("sql/absent.sql"), refused.getMessage());
    }

    @Test
    void endpointCannotBeReadFrom() {
        Exception refused = assertThrows(Exception.class, () -> camel.addRoutes(route("pg-copy:s.line?keyColumns=id", "direct:out")));
        assertTrue(refused.getMessage().contains("use it with to, not with from"), refused.getMessage());
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }
}
