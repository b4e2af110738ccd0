package nhldata.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeExchangeException;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlHelper;
import org.apache.camel.component.sql.SqlPrepareStatementStrategy;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer is the one that Camel's own strategy gives. */
class NamedParametersTest {

    private static DefaultCamelContext camel;

    private final NamedParameters ours = new NamedParameters();
    private Exchange exchange;

    @BeforeAll
    static void startCamel() {
        camel = new DefaultCamelContext();
        camel.start();
    }

    @AfterAll
    static void stopCamel() throws IOException {
        camel.close();
    }

    @BeforeEach
    void newExchange() {
        exchange = new DefaultExchange(camel);
        exchange.setVariable("game", 2024020001);
        exchange.setVariable("runId", "of a variable");
        exchange.getMessage().setHeader("runId", "of a header");
        exchange.getMessage().setHeader("nothing", null);
    }

    static List<String> files() throws IOException {
        Path folder = Path.of("src/main/resources/sql");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).filter(name -> name.endsWith(".sql")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsEachStatementOfTheLedgerAsCamelDoes(String file) throws Exception {
        String query = SqlHelper.resolveQuery(camel, "classpath:sql/" + file, "#");

        assertEquals(new DefaultSqlPrepareStatementStrategy().prepareQuery(query, true, exchange), ours.prepareQuery(query, true, exchange));
        assertEquals(query.contains(":?"), ours.parses(query));
    }

    /** A bracket that is not closed, in a long statement. */
    @Test
    void leavesABrokenExpressionToCamel() throws SQLException {
        String query = "select :?${variable.game " + "x".repeat(100_000);

        assertEquals(new DefaultSqlPrepareStatementStrategy().prepareQuery(query, true, exchange), ours.prepareQuery(query, true, exchange));
        assertFalse(ours.parses(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "select :?game", "select :?runId, :?game, :?runId", "select :?nothing", "select :?${variable.game}::text, :?${body}",
        "select :?$simple{variable.game}", "select 1 where 2 in (:?in:games)", "select ?", "select now()",
        "select ':?' || :?game", "select :?${variable.games[${variable.first}]}, :?game"})
    void hasTheValuesThatCamelHas(String query) throws Exception {
        exchange.setVariable("games", List.of(1, 2, 3));
        exchange.setVariable("first", 0);
        for (Object body : new Object[] {null, "a text", Map.of("runId", "of the body"), List.of(7)}) {
            exchange.getMessage().setBody(body);
            assertEquals(asked(new DefaultSqlPrepareStatementStrategy(), query, body), asked(ours, query, body), () -> query + " with " + body);
        }
    }

    @Test
    void takesEachRowOfABatchForItself() throws Exception {
        exchange.getMessage().setBody(List.of(Map.of("day", 1), Map.of("day", 2)));
        for (int day = 1; day <= 2; day++) {
            assertEquals(List.of(day, day, 2024020001),
                    asked(ours, "select :?day, :?${body[day]}::text, :?game", Map.of("day", day)).subList(1, 4));
        }
    }

    /** A header may name another statement than the endpoint's. */
    @Test
    void readsAnotherStatementAnew() throws Exception {
        assertEquals(List.of("select ?", 2024020001), asked(ours, "select :?game", null));
        assertEquals(List.of("select ?, 1", "of a header"), asked(ours, "select :?runId, 1", null));
        assertEquals(List.of("select ?", 2024020001), asked(ours, "select :?game", null));
    }

    @Test
    void leavesANameThatIsNowhereToCamel() {
        RuntimeExchangeException refusal = assertThrows(RuntimeExchangeException.class, () -> asked(ours, "select :?game, :?gmae", null));

        assertEquals(assertThrows(RuntimeExchangeException.class, () -> asked(new DefaultSqlPrepareStatementStrategy(), "select :?game, :?gmae", null)).getMessage(),
                refusal.getMessage());
    }

    /** A statement as the driver gets it, and its values. */
    private List<Object> asked(SqlPrepareStatementStrategy strategy, String query, Object value) throws SQLException {
        String prepared = strategy.prepareQuery(query, true, exchange);
        List<Object> asked = new ArrayList<>(List.of(prepared));
        Iterator<?> values = strategy.createPopulateIterator(query, prepared, (int) prepared.chars().filter(c -> c == '?').count(), exchange, value);
        while (values != null && values.hasNext()) {
            Object next = values.next();
            asked.add(next instanceof Iterator<?> many ? everyOf(many) : next);
        }
        return asked;
    }

    private static List<Object> everyOf(Iterator<?> values) {
        List<Object> all = new ArrayList<>();
        values.forEachRemaining(all::add);
        return all;
    }
}
