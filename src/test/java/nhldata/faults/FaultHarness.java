package nhldata.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import nhldata.faults.wire.TcpProxy;
import nhldata.testing.Documents;
import nhldata.testing.FakeApi;
import nhldata.testing.PackagedProgram;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.SampleDocuments;
import nhldata.testing.TestEnvironment;

/** Where the trials take place: the servers, a proxy in front of each, and the sample league's documents. */
final class FaultHarness implements AutoCloseable {

    private final Path folder;
    private final Servers servers;
    private final SampleDocuments league = new SampleDocuments(Clock.systemUTC());
    private final TcpProxy postgresProxy;
    private final TcpProxy s3Proxy;
    private final TcpProxy apiProxy;
    private Documents season;
    private volatile int apiPort;
    private int trials;

    private FaultHarness(Path folder) throws SQLException {
        this.folder = folder;
        servers = Servers.start(folder.resolve("servers"));
        postgresProxy = TcpProxy.ofPostgres(servers.postgresPort());
        s3Proxy = TcpProxy.ofHttp(servers::s3Port);
        apiProxy = TcpProxy.ofHttps(() -> apiPort);
    }

    /** @param folder for the servers' data, and for the log and the output of every program that is started */
    static FaultHarness open(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        return new FaultHarness(folder);
    }

    /**
     * An empty database, empty buckets, an API in good health, and nothing in the way.
     *
     * @param undisturbed what the trial is compared with; null for the undisturbed one itself
     */
    FaultRun newTrial(Scenario scenario, Snapshot undisturbed) throws IOException {
        trials++;
        FakeApi api = new FakeApi(scenario.documents(this));
        apiPort = api.port();
        String name = String.format(Locale.ROOT, "trial%03d", trials);
        return new FaultRun(this, scenario, undisturbed, servers.newWorld(name), api, Files.createDirectories(folder.resolve(name)));
    }

    /** The program with everything it asks for behind the proxies. */
    PackagedProgram start(TestEnvironment world, Path output, String locale, String... arguments) throws IOException {
        TestEnvironment behindProxies = world
                .with("postgres.port", postgresProxy.port())
                .with("s3.endpoint", "http://127.0.0.1:" + s3Proxy.port());
        return PackagedProgram.start(behindProxies, output, Map.of("JAVA_OPTS", javaOptions(locale)), arguments);
    }

    /** Set as options, because this machine may not have the locale. */
    private static String javaOptions(String locale) {
        if (locale.equals("C")) {
            return "-Duser.language=en -Duser.country= -Dsun.jnu.encoding=ANSI_X3.4-1968 -Dfile.encoding=US-ASCII";
        }
        Locale wanted = Locale.forLanguageTag(locale);
        return locale.isEmpty() ? "" : "-Duser.language=" + wanted.getLanguage() + " -Duser.country=" + wanted.getCountry();
    }

    Documents league() {
        return league;
    }

    /** The recorded documents of a season, read when they are first wanted. */
    Documents season() throws IOException {
        if (season == null) {
            season = new ReplayDocuments(SeasonFaults.recording(), null);
        }
        return season;
    }

    String apiUrl() {
        return "https://127.0.0.1:" + apiProxy.port();
    }

    Servers servers() {
        return servers;
    }

    TcpProxy postgresProxy() {
        return postgresProxy;
    }

    TcpProxy s3Proxy() {
        return s3Proxy;
    }

    TcpProxy apiProxy() {
        return apiProxy;
    }

    void heal() {
        postgresProxy.heal();
        s3Proxy.heal();
        apiProxy.heal();
        servers.startPostgres();
    }

    @Override
    public void close() {
        postgresProxy.close();
        s3Proxy.close();
        apiProxy.close();
        league.close();
        servers.close();
    }
}
