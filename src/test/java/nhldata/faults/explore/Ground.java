package nhldata.faults.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import nhldata.faults.Servers;
import nhldata.faults.wire.TcpProxy;
import nhldata.testing.FakeApi;
import nhldata.testing.SampleDocuments;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WebhookServer;
import org.apache.commons.io.FileUtils;

/** Where histories are played, one after the other: servers that stay up, a proxy in front of each, and warm processes. */
final class Ground implements AutoCloseable {

    final Servers servers;
    final TcpProxy postgres;
    final TcpProxy s3;
    final Workers workers;
    final Path folder;
    /** Who is told of incidents; each history has a path of its own. */
    final WebhookServer told = new WebhookServer().answers(200);
    private final SampleDocuments documents = new SampleDocuments(Clock.systemUTC());
    /** How many processes were killed at work, by what they did; all histories together. */
    final Map<Deed.Command, Integer> kills = new ConcurrentHashMap<>();
    /** Of the history that is played, or was played last. */
    Play.Facts facts;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int histories;

    private Ground(Path folder) throws IOException, SQLException {
        this.folder = Files.createDirectories(folder);
        servers = Servers.start(folder.resolve("servers"));
        // processes are killed here, never the machine: what a server has written the kernel has
        servers.execute("alter system set fsync = off");
        servers.execute("alter system set full_page_writes = off");
        servers.execute("select pg_reload_conf()");
        postgres = TcpProxy.ofPostgres(servers.postgresPort());
        s3 = TcpProxy.ofHttp(servers::s3Port);
        workers = new Workers(folder.resolve("workers"));
    }

    static Ground open(Path folder) throws Exception {
        Ground ground = new Ground(folder);
        // Ctrl-C leaves no PostgreSQL behind
        Runtime.getRuntime().addShutdownHook(new Thread(ground::close, "close " + folder));
        Workers.prepare(folder.resolve("warm"), ground::warm);
        return ground;
    }

    /** A process that has loaded a small league, so that its classes can be archived. */
    private void warm(Workers some) throws Exception {
        League league = new League(documents, LocalDate.now(ZoneOffset.UTC), List.of(1), 0);
        try (FakeApi api = new FakeApi(league)) {
            Workers.Worker worker = some.take();
            TestEnvironment world = servers.newWorld("warm").with("nhl.api.url", api.url());
            for (String command : List.of("backfill", "rederive")) {
                worker.begin(world, List.of(command, "--from", league.from().toString(), "--to", league.from().toString()));
                worker.await(120);
            }
            worker.begin(world, List.of("load"));
            worker.await(120);
        }
        servers.execute("drop database warm with (force)");
    }

    /** What came of the history: what is not as it must be, in words; nothing when all is well. */
    List<String> play(History history) throws Exception {
        histories++;
        facts = new Play.Facts();
        String name = String.format(Locale.ROOT, "history%05d", histories);
        League league = new League(documents, LocalDate.now(ZoneOffset.UTC), history.gamesOfDates(), history.preseason());
        TestEnvironment world = servers.newWorld(name).keepingItsConnection().with("nhl.notify.webhook-url", told.url("/" + name));
        List<String> wrong;
        try (FakeApi api = new FakeApi(league); Play play = new Play(this, history, league, api, world)) {
            wrong = play.toTheEnd();
        } finally {
            workers.endOfHistory();
            heal();
            world.release();
        }
        if (wrong.isEmpty()) {
            forget(world, name);
        }
        return wrong;
    }

    void heal() {
        if (closed.get()) {
            return;
        }
        postgres.heal();
        s3.heal();
        servers.startPostgres();
    }

    private void forget(TestEnvironment world, String name) throws SQLException, IOException {
        servers.execute("drop database " + name + " with (force)");
        Path objects = folder.resolve("servers/s3_data");
        for (String bucket : List.of(name + "-data", name + "-dead")) {
            FileUtils.deleteDirectory(objects.resolve(bucket).toFile());
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        workers.close();
        postgres.close();
        s3.close();
        documents.close();
        told.close();
        servers.close();
    }
}
