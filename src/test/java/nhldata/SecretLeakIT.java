package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import nhldata.app.Application;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;
import nhldata.testing.RequestLatch;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that nobody else has, looked for wherever a run with every kind of failure leaves something behind. */
@Tag("slow")
class SecretLeakIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String PASSWORD = "canary-of-postgres";
    private static final String API_KEY = "canary-of-the-api";

    @TempDir
    private Path folder;
    private List<String> canaries;

    @BeforeEach
    void aRunWithFailures() {
        api.fault("2022020044/boxscore", Fault.status(503))
                .fault("2022020045/boxscore", Fault.html())
                .fault("2022020046/boxscore", Fault.reset())
                .fault("2022020047/boxscore", Fault.status(404))
                .fault("2022020048/boxscore", Fault.status(403))
                .fault("2022020049/boxscore", Fault.redirect(api.url() + "/elsewhere"))
                .fault("/player/", Fault.status(500));
        // the embedded PostgreSQL trusts this machine and takes any password
        world = world.with("postgres.password", PASSWORD).with("nhl.routes.jmx", true)
                .with("nhl.api.boxscore-path", "/v1/gamecenter/{game}/boxscore?key=" + API_KEY)
                .with("nhl.api.player-path", "/v1/player/{player}/landing?key=" + API_KEY)
                .with("nhl.api.schedule-path", "/v1/schedule/{date}?key=" + API_KEY);
        canaries = List.of(PASSWORD, API_KEY, world.settings().get("s3.secret-key"));
    }

    @Test
    void noSecretIsInTheLogTheOutputTheArgumentsTheLedgerOrADeadLetter() throws Exception {
        try (RequestLatch latch = api.holdAfter(3, "20220200(50|51|52|53|54|55)/boxscore");
                PackagedProgram program = PackagedProgram.start(world, folder, "sweep", "--from", DATE, "--to", DATE)) {
            latch.awaitHeld();
            assertNoCanary("arguments", Files.readString(Path.of("/proc/" + program.pid() + "/cmdline")));
            latch.close();
            assertEquals(2, program.exitCode());
            assertNoCanary("output", program.output());
        }
        try (PackagedProgram failing = PackagedProgram.start(world.with("s3.secret-key", "wrong"), folder, "sweep", "--from", DATE, "--to", DATE)) {
            assertEquals(1, failing.exitCode());
        }
        try (PackagedProgram failing = PackagedProgram.start(world.with("nhl.api.url", "http://user:" + API_KEY + "@127.0.0.1/?key=" + API_KEY), folder,
                "sweep", "--from", DATE, "--to", DATE)) {
            assertEquals(64, failing.exitCode());
        }
        for (Path file : files()) {
            assertNoCanary(file.getFileName().toString(), Files.readString(file));
        }
        assertTrue(files().stream().anyMatch(file -> file.getFileName().toString().endsWith(".log")));
        List<String> tables = world.rows("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('etl', 'public')");
        assertTrue(tables.contains("etl.dead_letter"), tables.toString());
        for (String table : tables) {
            assertNoCanary(table, String.join("\n", world.rows("select t::text from " + table + " as t")));
        }
        assertEquals("6", world.row("select count(*) from etl.dead_letter where state = 'open'"));
        List<String> letters = world.deadLetterKeys();
        assertTrue(letters.size() > 6, letters.toString());
        for (String letter : letters) {
            assertNoCanary(letter, new String(world.deadLetterObject(letter), StandardCharsets.UTF_8));
        }
    }

    @Test
    void noSecretIsInAnAttributeOfJmx() throws Exception {
        try (Application application = world.start()) {
            application.sweep("sweep", DATE, DATE, "missing");
            List<String> attributes = attributes();
            assertTrue(attributes.size() > 1_000, attributes.size() + " attributes");
            attributes.forEach(attribute -> assertNoCanary("JMX", attribute));
        }
    }

    private static List<String> attributes() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<String> attributes = new ArrayList<>();
        for (ObjectName name : server.queryNames(null, null)) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    attributes.add(name + " " + attribute.getName() + " = " + value(server, name, attribute.getName()));
                }
            }
        }
        return attributes;
    }

    private static String value(MBeanServer server, ObjectName name, String attribute) {
        try {
            Object value = server.getAttribute(name, attribute);
            return value instanceof Object[] values ? Arrays.deepToString(values) : String.valueOf(value);
        } catch (JMException | RuntimeException e) {
            return e.toString();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void assertNoCanary(String where, String text) {
        for (String canary : canaries) {
            int at = text.indexOf(canary);
            assertFalse(at >= 0, () -> where + ": " + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60)));
        }
    }
}
