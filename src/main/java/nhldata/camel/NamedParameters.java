package nhldata.camel;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlConstants;
import org.apache.camel.spi.Language;
import org.apache.camel.support.ExchangeHelper;

/**
 * Camel's named parameters, for an endpoint whose statement does not change. Camel parses the statement at each execution, and for
 * each parameter searches a converter from the message's body to a map, or copies the exchange; this class parses it once. A name refers
 * to an entry of the body, if that is a map, to a header or to a variable, in this order; an expression is in the simple language.
 *
 * <p>Everything else – lists, positional parameters – is delegated to Camel, and so is a name that is not found: Camel converts
 * the body to a map, or reports the missing parameter.
 */
final class NamedParameters extends DefaultSqlPrepareStatementStrategy {

    /** As Camel passes the statement: {@code #} is {@code ?} already. An expression may contain others. */
    private static final Pattern PARAMETER = Pattern.compile(":\\?(\\$\\{[^{}]*+(?:\\{[^{}]*+}[^{}]*+)*+}|\\w+)");

    private volatile Statement last = new Statement(null, null, List.of());

    @Override
    public String prepareQuery(String query, boolean named, Exchange exchange) throws SQLException {
        if (exchange != null && (exchange.getMessage().getHeader(SqlConstants.SQL_QUERY) != null || exchange.getMessage().getHeader(SqlConstants.SQL_DATA_SOURCE) != null)) {
            throw new SQLException("a header may set neither the statement nor the data source: an endpoint runs the statement of its file");
        }
        Statement statement = statement(query);
        return statement.isDelegated() || !named ? super.prepareQuery(query, named, exchange) : statement.prepared;
    }

    @Override
    public Iterator<?> createPopulateIterator(String query, String prepared, int expected, Exchange exchange, Object value) throws SQLException {
        Statement statement = statement(query);
        List<Object> values = statement.isDelegated() ? null : statement.values(exchange, value);
        return values == null ? super.createPopulateIterator(query, prepared, expected, exchange, value) : values.iterator();
    }

    /** Whether this class parses the statement, and not Camel. */
    boolean parses(String query) throws SQLException {
        return !statement(query).isDelegated();
    }

    private Statement statement(String query) throws SQLException {
        Statement statement = last;
        if (!query.equals(statement.query)) {
            statement = read(query);
            last = statement;
        }
        return statement;
    }

    private Statement read(String query) throws SQLException {
        List<String> names = PARAMETER.matcher(query).results().map(parameter -> parameter.group(1)).toList();
        String prepared = PARAMETER.matcher(query).replaceAll("?");
        boolean delegated = names.isEmpty() || query.contains(":?in:") || !prepared.equals(super.prepareQuery(query, true, null));
        return new Statement(query, delegated ? null : prepared, names);
    }

    /** A statement with a question mark for each parameter; {@code prepared} is null if it is delegated to Camel. */
    private record Statement(String query, String prepared, List<String> names) {

        boolean isDelegated() {
            return prepared == null;
        }

        /** Null if a name is not found. In a batch the body is one of its rows. */
        List<Object> values(Exchange exchange, Object body) {
            Language simple = exchange.getContext().resolveLanguage("simple");
            Map<?, ?> row = body instanceof Map<?, ?> map ? map : Map.of();
            Exchange withBody = null;
            List<Object> values = new ArrayList<>(names.size());
            for (String name : names) {
                if (name.startsWith("$")) {
                    withBody = withBody == null ? withBody(exchange, body) : withBody;
                    values.add(simple.createExpression(name).evaluate(withBody, Object.class));
                } else if (row.containsKey(name)) {
                    values.add(row.get(name));
                } else if (exchange.getMessage().getHeaders().containsKey(name)) {
                    values.add(exchange.getMessage().getHeader(name));
                } else if (exchange.getVariable(name) != null) {
                    values.add(exchange.getVariable(name));
                } else {
                    return null;
                }
            }
            return values;
        }

        private static Exchange withBody(Exchange exchange, Object body) {
            if (body == null || body == exchange.getMessage().getBody()) {
                return exchange;
            }
            Exchange copy = ExchangeHelper.createCopy(exchange, true);
            copy.getMessage().setBody(body);
            return copy;
        }
    }
}
