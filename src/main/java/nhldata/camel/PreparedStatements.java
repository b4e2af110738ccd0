package nhldata.camel;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.component.sql.SqlHelper;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Tells each SQL endpoint how many parameters its statement has, and has it read once ({@link NamedParameters}). Without the number
 * Camel asks PostgreSQL before every single execution: a round trip more, and pgjdbc then forgets the statement that PostgreSQL
 * had already planned.
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
                sql.setPrepareStatementStrategy(new NamedParameters());
            }
        }
        return endpoint;
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
