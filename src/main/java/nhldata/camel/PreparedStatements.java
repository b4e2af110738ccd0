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
 * Tells each SQL endpoint how many parameters its statement has. Without the number
 * Camel asks PostgreSQL before every single execution: a round trip more, and pgjdbc then forgets the statement that PostgreSQL
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
                throw new SQLException("a header may name neither a statement nor a database: an endpoint runs the statement of its file");
            }
            return super.prepareQuery(query, named, exchange);
        }
    }

    /** 0 leaves the question to Camel: for a list ({@code :#in:}) only the exchange knows. */
    private static int parameters(SqlEndpoint sql) {
        try {
            String statement = SqlHelper.resolveQuery(sql.getCamelContext(), sql.getQuery(), null);
            return statement.contains(":#in:") ? 0 : (int) PARAMETER.matcher(statement).results().count();
        } catch (IOException | NoTypeConversionAvailableException e) {
            // the producer reads the same statement, and says what is wrong with it
            return 0;
        }
    }
}
