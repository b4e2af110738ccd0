package nhldata.camel;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlConstants;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.component.sql.SqlHelper;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Sets the number of parameters of each SQL endpoint's statement. Without the number
 * Camel queries it from PostgreSQL before every execution: one more round trip, and pgjdbc then discards the prepared statement that PostgreSQL
 * had already planned. And an endpoint runs the statement of its file only, whatever the headers of a message say.
 */
public final class PreparedStatements implements EndpointStrategy {

    private static final Pattern PARAMETER = Pattern.compile(":#(\\$\\{[^}]+}|\\w+)");

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof SqlEndpoint sql) {
            if (sql.getParametersCount() == 0) {
                sql.setParametersCount(parameters(sql));
            }
            if (sql.getPrepareStatementStrategy() == null) {
                sql.setPrepareStatementStrategy(new FixedStatement());
            }
        }
        return endpoint;
    }

    private static final class FixedStatement extends DefaultSqlPrepareStatementStrategy {

        @Override
        public String prepareQuery(String query, boolean named, Exchange exchange) throws SQLException {
            if (exchange != null && (exchange.getMessage().getHeader(SqlConstants.SQL_QUERY) != null || exchange.getMessage().getHeader(SqlConstants.SQL_DATA_SOURCE) != null)) {
                throw new SQLException("a header may set neither the statement nor the data source: an endpoint runs the statement of its file");
            }
            return super.prepareQuery(query, named, exchange);
        }
    }

    /** 0 lets Camel determine the number: for a list ({@code :#in:}) it depends on the exchange. */
    private static int parameters(SqlEndpoint sql) {
        try {
            String statement = SqlHelper.resolveQuery(sql.getCamelContext(), sql.getQuery(), null);
            return statement.contains(":#in:") ? 0 : (int) PARAMETER.matcher(statement).results().count();
        } catch (IOException | NoTypeConversionAvailableException e) {
            // the producer reads the same statement, and reports the error
            return 0;
        }
    }
}
