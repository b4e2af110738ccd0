package nhldata.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nhldata.testing.PostgresExtension;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.component.sql.SqlHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Camel is told of a statement's parameters is what PostgreSQL would have answered. */
class PreparedStatementsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String CLAIM = "sql:classpath:sql/boxscore/claim-game.sql";

    private HikariDataSource oneConnection;
    private DefaultCamelContext camel;

    @BeforeEach
    void start() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(POSTGRES.dataSource());
        pool.setMaximumPoolSize(1);
        oneConnection = new HikariDataSource(pool);
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("dataSource", oneConnection);
        camel.getCamelContextExtension().registerEndpointCallback(new PreparedStatements());
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
        oneConnection.close();
    }

    static List<String> statements() throws IOException {
        Path folder = Path.of("src/main/resources/sql");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).filter(name -> name.endsWith(".sql")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void hasAsManyParametersAsPostgresqlSays(String name) throws Exception {
        SqlEndpoint endpoint = camel.getEndpoint("sql:classpath:sql/" + name, SqlEndpoint.class);
        String statement = SqlHelper.resolveQuery(camel, endpoint.getQuery(), "#");
        String prepared = new DefaultSqlPrepareStatementStrategy().prepareQuery(statement, true, new DefaultExchange(camel));
        try (Connection connection = POSTGRES.dataSource().getConnection();
                PreparedStatement asked = connection.prepareStatement(prepared)) {
            connection.setAutoCommit(false);
            createWhatTheCopyDoes(connection);
            assertEquals(asked.getParameterMetaData().getParameterCount(), endpoint.getParametersCount());
        }
    }

    @Test
    void aStatementThatIsUsedOftenIsPlannedOnce() throws Exception {
        for (int game = 0; game < 20; game++) {
            String id = Integer.toString(2024020001 + game);
            camel.createFluentProducerTemplate().to(CLAIM).withBody(Map.of("gameId", id, "runId", "a run", "csvKey", "key")).send();
        }
        try (Connection connection = oneConnection.getConnection();
                var kept = connection.createStatement().executeQuery("select count(*) from pg_prepared_statements where statement like '%etl.game%'")) {
            assertTrue(kept.next());
            assertEquals(1, kept.getInt(1));
        }
    }

    /** Two statements run inside a COPY's transaction, on its temporary tables. */
    private static void createWhatTheCopyDoes(Connection connection) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table pg_copy_staging on commit drop as select 0 as file_no, s.* from public.game_stats as s with no data;
                    create temporary table pg_copy_file on commit drop as
                    select 0 as file_no, 0 as line_count, null::jsonb as info, game_id, game_date, season, game_type, source, s3_key, run_id
                    from public.game_stats with no data;
                    create temporary table pg_copy_change on commit drop as select game_id, player_person_id, null::text as change from public.game_stats with no data""");
        }
    }
}
