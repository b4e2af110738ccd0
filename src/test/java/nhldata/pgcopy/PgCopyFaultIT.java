package nhldata.pgcopy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static nhldata.pgcopy.CopyBench.LINE;
import static nhldata.pgcopy.CopyBench.game;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import nhldata.pgcopy.CopyBench.Report;
import nhldata.testing.PostgresExtension;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL and the way to it fail, and others write at the same time. One connection in the pool, so that a lost one is missed. */
class PgCopyFaultIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private HikariDataSource pool;
    private CopyBench bench;

    /** A line with the note "wait" waits, within the COPY, until nobody holds advisory lock 42. */
    @BeforeEach
    void createTableThatCanWait() throws Exception {
        POSTGRES.execute(CopyBench.CREATE_LINE);
        POSTGRES.execute("create function s.wait() returns bool language plpgsql as 'begin perform pg_advisory_xact_lock_shared(42); return true; end'",
                "create domain s.patient as text check (value is distinct from 'wait' or s.wait())", "alter table s.line alter note type s.patient");
        pool = pool(1);
        bench = new CopyBench(pool);
    }

    @AfterEach
    void everyConnectionIsBackInThePool() {
        bench.close();
        assertEquals(0, pool.getHikariPoolMXBean().getActiveConnections());
        pool.close();
    }

    private static HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(POSTGRES.dataSource());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(10_000);
        return new HikariDataSource(config);
    }

    private static CompletableFuture<Report> start(CopyBench bench, String endpoint, CsvFile... files) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return bench.copy(endpoint, files);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, task -> new Thread(task).start());
    }

    private static void awaitSessionsThatWait(int number, String query) {
        await().atMost(20, SECONDS).until(() -> POSTGRES.value("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event = 'advisory' and query like '" + query + "'").equals(Integer.toString(number)));
    }

    private static Connection holdLock() throws SQLException {
        Connection holder = POSTGRES.dataSource().getConnection();
        try (Statement s = holder.createStatement()) {
            s.execute("select pg_advisory_lock(42)");
        }
        return holder;
    }

    @Test
    void connectionKilledWithinTheCopyLeavesNothingAndTheNextDeliveryLoads() throws Exception {
        CsvFile[] files = {game(1, "1,Aho,2,"), game(2, "1,Aho,2,wait")};
        try (Connection holder = holdLock()) {
            CompletableFuture<Report> load = start(bench, LINE, files);
            awaitSessionsThatWait(1, "copy %");
            POSTGRES.value("select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy %' and wait_event = 'advisory'");
            CompletionException killed = assertThrows(CompletionException.class, load::join);
            assertEquals("08006", ((SQLException) killed.getCause()).getSQLState());
        }
        assertEquals("0", POSTGRES.value("select count(*) from s.line"));
        assertEquals(new Report(2, 2, 0, 0), bench.copy(LINE, files));
    }

    @Test
    void statementThatTakesTooLongIsCancelledAndTheConnectionStaysInUse() throws Exception {
        String session = backend();
        try (Connection holder = holdLock()) {
            SQLException late = assertThrows(SQLException.class, () -> bench.copy(LINE + "&statementTimeout=200", game(1, "1,Aho,2,wait")));
            assertEquals("57014", late.getSQLState());
        }
        assertEquals("0", POSTGRES.value("select count(*) from s.line"));
        assertEquals(new Report(1, 1, 0, 0), bench.copy(LINE, game(1, "1,Aho,2,wait")));
        assertEquals(session, backend());
    }

    private String backend() throws SQLException {
        try (Connection c = pool.getConnection(); Statement s = c.createStatement(); var r = s.executeQuery("select pg_backend_pid(), current_setting('statement_timeout')")) {
            r.next();
            assertEquals("0", r.getString(2));
            return r.getString(1);
        }
    }

    @Test
    void commitWhoseAnswerWasLostIsDeliveredAgainAndChangesNothing() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        POSTGRES.execute("create table s.ledger (game int primary key, state text)", "insert into s.ledger values (1, 'loading')");
        try (CopyBench losing = new CopyBench(losingTheFirstAnswer(commits))) {
            losing.sql("after", "update s.ledger as l set state = 'loaded' from pg_copy_file as f where l.game = f.game");
            losing.camel().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                    from("direct:load").to(LINE + "&afterMerge=ref:after");
                }
            });
            assertEquals(new Report(2, 0, 0, 0), losing.copy("direct:load", game(1, "1,Aho,2,", "2,Laine,0,")));
        }
        assertEquals(2, commits.get());
        assertEquals(List.of("1|2|loaded"), POSTGRES.rows("select game, count(*), max(state) from s.line join s.ledger using (game) group by game"));
    }

    /** Commits, and then fails as the driver does when the connection breaks before the server's answer is there. */
    private static DataSource losingTheFirstAnswer(AtomicInteger commits) {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = POSTGRES.dataSource().getConnection();
                return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(connection, arguments);
                    if (method.getName().equals("commit") && commits.incrementAndGet() == 1) {
                        throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
                    }
                    return result;
                });
            }
        };
    }

    @Test
    void loaderWaitsForTheOtherAndThenFindsItsLinesThere() throws Exception {
        HikariDataSource two = pool(2);
        try (two; CopyBench loaders = new CopyBench(two).sql("after", "with w as materialized (select s.wait()) update pg_copy_file set info = null from w")) {
            CompletableFuture<Report> first;
            CompletableFuture<Report> second;
            try (Connection holder = holdLock()) {
                first = start(loaders, LINE + "&afterMerge=ref:after", game(1, "1,Aho,2,", "2,Laine,0,"));
                awaitSessionsThatWait(1, "with w %");
                second = start(loaders, LINE, game(1, "1,Aho,2,", "2,Laine,0,"));
                awaitSessionsThatWait(1, "select pg_advisory_xact_lock%");
            }
            assertEquals(new Report(2, 2, 0, 0), first.join());
            assertEquals(new Report(2, 0, 0, 0), second.join());
        }
    }

    /** Each deletes what the other inserts, which without the waiting is a deadlock now and then. */
    @Test
    void twoLoadersOfTheSameGamesBothEnd() throws Exception {
        String[] even = IntStream.range(0, 300).filter(p -> p % 3 != 0).mapToObj(p -> p + ",Aho,2,").toArray(String[]::new);
        String[] odd = IntStream.range(0, 300).filter(p -> p % 3 != 1).mapToObj(p -> p + ",Laine,1,").toArray(String[]::new);
        HikariDataSource two = pool(2);
        try (two; CopyBench loaders = new CopyBench(two)) {
            for (int round = 0; round < 25; round++) {
                CompletableFuture<Report> first = start(loaders, LINE, game(1, even), game(2, even));
                CompletableFuture<Report> second = start(loaders, LINE, game(2, odd), game(1, odd));
                assertEquals(400, first.join().lines());
                assertEquals(400, second.join().lines());
                assertEquals("1|400", POSTGRES.value("select count(distinct name), count(*) from s.line"));
            }
        }
    }

    @Test
    void failuresOfEveryKindGiveTheirConnectionBack() throws Exception {
        bench.sql("nobody", "update pg_copy_file set info = null where false").sql("broken", "select 1 / 0");
        String session = backend();
        for (int round = 0; round < 10; round++) {
            for (String endpoint : List.of(LINE.replace("s.line", "s.absent"), LINE + "&afterMerge=ref:nobody", LINE + "&beforeMerge=ref:broken")) {
                assertThrows(Exception.class, () -> bench.copy(endpoint, game(1, "1,Aho,2,")));
            }
            for (String line : List.of("1,Aho,many,", "1,Aho", ",Aho,2,", "1,\"Aho")) {
                assertThrows(CsvFormatException.class, () -> bench.copy(LINE, game(1, "7,Aho,2,", line)));
            }
            assertEquals("0", POSTGRES.value("select count(*) from s.line"));
        }
        assertEquals(new Report(1, 1, 0, 0), bench.copy(LINE, game(1, "1,Aho,2,")));
        assertEquals(session, backend());
    }

    @Test
    void databaseThatDoesNotLetWriteIsAnSqlException() throws Exception {
        POSTGRES.execute("alter database \"" + POSTGRES.database() + "\" set default_transaction_read_only = on");
        try (HikariDataSource fresh = pool(1); CopyBench reader = new CopyBench(fresh)) {
            SQLException refused = assertThrows(SQLException.class, () -> reader.copy(LINE, game(1, "1,Aho,2,")));
            assertEquals("25006", refused.getSQLState());
        } finally {
            try (Connection c = POSTGRES.dataSource().getConnection(); Statement s = c.createStatement()) {
                s.execute("set default_transaction_read_only = off");
                s.execute("alter database \"" + POSTGRES.database() + "\" reset default_transaction_read_only");
            }
        }
    }
}
