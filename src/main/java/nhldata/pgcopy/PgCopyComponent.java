package nhldata.pgcopy;

import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Camel component {@code pg-copy}: see {@link PgCopyEndpoint}. */
@Component("pg-copy")
public class PgCopyComponent extends DefaultComponent {

    @Metadata(autowired = true, description = "PostgreSQL to copy into. Its driver must be pgjdbc, directly or behind a pool.")
    private DataSource dataSource;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PgCopyEndpoint endpoint = new PgCopyEndpoint(uri, this);
        endpoint.setTable(remaining);
        endpoint.setDataSource(dataSource);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public DataSource getDataSource() {
        return dataSource;
    }

    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }
}
