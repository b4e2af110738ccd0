package nhldata.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.testing.FreePort;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most tests share one data directory: the first start makes the database, and every later one must find it usable whatever came before. */
class LocalPostgresIT {
    @TempDir
    private static Path shared;
    private static Path dataDir;
    private static int port;

    @BeforeAll
    static void chooseADirectoryWithAnAwkwardName() throws IOException {
        dataDir = shared.resolve("pg data é");
        port = FreePort.find();
    }

    private static LocalPostgres.Settings settings(Path dataDir, int port) {
        return new LocalPostgres.Settings(dataDir, port, "postgres", "password", "postgres");
    }

    private static LocalPostgres start() {
        return LocalPostgres.start(settings(dataDir, port));
    }

    private static String ask(String url, String user, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "password");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "password");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Postmaster postmaster(Path dataDir) throws IOException {
        return Postmaster.of(dataDir.toRealPath().resolve("cluster")).orElseThrow();
    }

    @Test
    void whatWasCommittedIsThereAfterARestart() throws Exception {
        try (LocalPostgres postgres = start()) {
            execute(postgres, "create table kept as select 'Teuvo Teräväinen' as name");
        }
        try (LocalPostgres postgres = start()) {
            assertEquals("Teuvo Teräväinen", ask(postgres.jdbcUrl(), "postgres", "select name from kept"));
        }
    }

    @Test
    void nothingCommittedCanBeLostAndNothingIsReachableFromOutside() throws Exception {
        Map<String, String> wanted = Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "data_checksums", "on",
                "listen_addresses", "127.0.0.1", "unix_socket_directories", "", "log_timezone", "UTC", "server_encoding", "UTF8");
        try (LocalPostgres postgres = start()) {
            for (Map.Entry<String, String> setting : wanted.entrySet()) {
                assertEquals(setting.getValue(), ask(postgres.jdbcUrl(), "postgres", "show " + setting.getKey()), setting.getKey());
            }
        }
    }

    @Test
    void roleAndDatabaseAreCreatedWhereAbsentAndLeftAloneAfterwards() throws Exception {
        LocalPostgres.Settings own = new LocalPostgres.Settings(dataDir, port, "o'neill \"ryan\"", "it's", "stats-\"1\"");
        for (int start = 0; start < 2; start++) {
            try (LocalPostgres postgres = LocalPostgres.start(own)) {
                String url = "jdbc:postgresql://127.0.0.1:" + port + "/stats-%221%22";
                assertEquals(own.database(), ask(url, own.user(), "select current_database()"));
                assertEquals(own.user(), ask(url, own.user(), "select current_user"));
            }
        }
    }

    @Test
    void serverLeftBehindByAKilledRunIsTakenOverAndStopped() throws Exception {
        KilledRun.leavePostgresBehind(dataDir, port);
        ProcessHandle left = ProcessHandle.of(postmaster(dataDir).pid()).orElseThrow();
        try (LocalPostgres postgres = start()) {
            assertEquals(left.pid(), postmaster(dataDir).pid());
            assertEquals("1", ask(postgres.jdbcUrl(), "postgres", "select 1"));
        }
        assertFalse(left.onExit().get(10, TimeUnit.SECONDS).isAlive());
        assertFalse(PortOwner.isTaken(port));
    }

    @Test
    void serverLeftBehindMovesToTheWantedPort() throws Exception {
        int before = FreePort.find();
        KilledRun.leavePostgresBehind(dataDir, before);
        try (LocalPostgres postgres = start()) {
            assertEquals(port, postmaster(dataDir).port());
            assertFalse(PortOwner.isTaken(before));
        }
    }

    @Test
    void pidFileOfADeadMachineDoesNotPreventTheStart() throws Exception {
        start().close();
        Path pidFile = Postmaster.pidFile(dataDir.toRealPath().resolve("cluster"));
        long reused = ProcessHandle.current().pid();
        for (String content : new String[] {"", "999999999\n/elsewhere\n0\n5432\n\n127.0.0.1\n", reused + "\n/elsewhere\n0\n5432\n\n127.0.0.1\n"}) {
            Files.writeString(pidFile, content);
            try (LocalPostgres postgres = start()) {
                assertEquals("1", ask(postgres.jdbcUrl(), "postgres", "select 1"));
            }
        }
    }

    @Test
    void takenPortIsExplainedWithTheWayOut() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedServerException refused = assertThrows(EmbeddedServerException.class,
                    () -> LocalPostgres.start(settings(dataDir, other.getLocalPort())));
            assertTrue(refused.getMessage().contains("PGPORT=" + (other.getLocalPort() + 1) + " make step1"), refused.getMessage());
        }
        start().close();
    }

    @Test
    void twoCopiesStartedAtOnceRunSideBySide(@TempDir Path another) throws Exception {
        int anotherPort = FreePort.find();
        CompletableFuture<LocalPostgres> starting = CompletableFuture.supplyAsync(() -> LocalPostgres.start(settings(another, anotherPort)));
        try (LocalPostgres two = start(); LocalPostgres one = starting.join()) {
            execute(one, "create table only_here ()");
            assertEquals("0", ask(two.jdbcUrl(), "postgres", "select count(*) from pg_class where relname = 'only_here'"));
        }
    }

    @Test
    void secondRunOverTheSameFolderIsRefusedWhileTheFirstGoesOn() throws Exception {
        try (LocalPostgres postgres = start()) {
            EmbeddedServerException refused = assertThrows(EmbeddedServerException.class, LocalPostgresIT::start);
            assertTrue(refused.getMessage().contains("in use by another run (process " + ProcessHandle.current().pid()), refused.getMessage());
            assertEquals("1", ask(postgres.jdbcUrl(), "postgres", "select 1"));
        }
    }

    @Test
    void databaseOfAnotherMajorVersionIsRefusedUntouched(@TempDir Path old) throws Exception {
        Path version = Files.createDirectories(old.resolve("cluster")).resolve("PG_VERSION");
        Files.writeString(version, "15\n");
        EmbeddedServerException refused = assertThrows(EmbeddedServerException.class, () -> LocalPostgres.start(settings(old, port)));
        assertTrue(refused.getMessage().contains("created by PostgreSQL 15 and this is PostgreSQL 17"), refused.getMessage());
        assertEquals("15\n", Files.readString(version));
    }

    @Test
    void folderThatCannotBeUsedIsNamed(@TempDir Path parent) throws Exception {
        Path file = Files.createFile(parent.resolve("pg_data"));
        EmbeddedServerException refused = assertThrows(EmbeddedServerException.class, () -> LocalPostgres.start(settings(file, port)));
        assertTrue(refused.getMessage().contains(file.toString()) && refused.getMessage().contains("DATA_DIR="), refused.getMessage());
    }

    @Test
    void firstStartThatWasCutOffIsBegunAgain(@TempDir Path fresh) throws Exception {
        Files.writeString(Files.createDirectories(fresh.resolve("cluster-unfinished")).resolve("PG_VERSION"), "17\n");
        Files.writeString(Files.createDirectories(fresh.resolve("programs-unpacking/bin")).resolve("initdb"), "half");
        try (LocalPostgres postgres = LocalPostgres.start(settings(fresh, port))) {
            assertEquals("1", ask(postgres.jdbcUrl(), "postgres", "select 1"));
        }
    }

    /** A terminal sends Ctrl-C to every process of its session's foreground group; Camel must end before the database does. */
    @Test
    void serverIsOutOfReachOfCtrlC() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only Linux tells the session of a process");
        try (LocalPostgres postgres = start()) {
            assertEquals(Long.toString(postmaster(dataDir).pid()), processGroup(postmaster(dataDir).pid()));
        }
    }

    private static String processGroup(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[2];
    }

    @Test
    void startingAndStoppingLeavesNeitherThreadNorProcess() {
        for (int start = 0; start < 3; start++) {
            start().close();
        }
        assertEquals(Set.of(), threadsOfThisPackage());
        assertEquals(Set.of(), ProcessHandle.current().descendants().map(ProcessHandle::info).collect(Collectors.toSet()));
        assertFalse(PortOwner.isTaken(port));
    }

    /** Other threads come and go by themselves: pools of the tests that ran before in this JVM shrink when they are idle. */
    private static Set<String> threadsOfThisPackage() {
        return Thread.getAllStackTraces().entrySet().stream().filter(thread -> thread.getKey() != Thread.currentThread())
                .filter(thread -> Stream.of(thread.getValue()).anyMatch(frame -> frame.getClassName().startsWith("nhldata.embedded.")))
                .map(thread -> thread.getKey().getName()).collect(Collectors.toSet());
    }
}
