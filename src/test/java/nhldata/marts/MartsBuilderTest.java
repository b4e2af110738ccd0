package nhldata.marts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nhldata.config.DefaultSettings;
import nhldata.config.Settings;
import nhldata.marts.MartsBuilder.BuildResult;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a build ends, with a shell script in the place of Python and dbt. */
class MartsBuilderTest {

    @TempDir
    private Path folder;
    private CamelContext camel;

    @BeforeEach
    void startCamel() throws Exception {
        Files.writeString(folder.resolve("build_marts.py"), "");
        camel = new DefaultCamelContext();
        camel.start();
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void aBuildFindsPostgresWhereTheProgramHasIt() throws Exception {
        Settings settings = python("echo \"$PGHOST $PGPORT $PGUSER $PGPASSWORD $PGDATABASE $2 $3\"; exit 2")
                .with("postgres.host", "db").with("postgres.port", 5).with("postgres.user", "u")
                .with("postgres.password", "p").with("postgres.database", "d");

        BuildResult ending = new MartsBuilder(settings).build(camel);

        assertTrue(ending.broken());
        assertTrue(ending.message().contains("exit code 2: db 5 u p d --no-wait --with-parent"), ending.message());
        assertTrue(ending.message().endsWith("Run: nhldata marts"), ending.message());
    }

    @Test
    void aPasswordOutOfAFileIsHandedOnAndItsFileIsNot() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("PGPASSWORD_FILE", "/run/secrets/pg", "POSTGRES_USER", "other", "PGSSLMODE", "require", "PGHOSTADDR", "10.0.0.1",
                "PGOPTIONS", "-c work_mem=8MB"));

        MartsBuilder.configure(environment, python("exit 0").with("postgres.password", "of the file").with("postgres.user", "u").with("postgres.ssl-mode", "verify-ca"));

        assertEquals(Map.of("PGPASSWORD", "of the file", "PGUSER", "u", "PGSSLMODE", "verify-ca", "PGOPTIONS", "-c work_mem=8MB"), Map.of("PGPASSWORD", environment.get("PGPASSWORD"),
                "PGUSER", environment.get("PGUSER"), "PGSSLMODE", environment.get("PGSSLMODE"), "PGOPTIONS", environment.get("PGOPTIONS")));
        assertFalse(environment.containsKey("PGHOSTADDR"), environment::toString);
        assertFalse(environment.containsKey("PGPASSWORD_FILE") || environment.containsKey("POSTGRES_USER"), environment::toString);
    }

    @Test
    void keysAndPasswordsOfOtherSystemsAreNotHandedOn() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin", "DBT_TARGET_PATH", "/tmp/t", "AWS_SECRET_ACCESS_KEY", "s", "NHL_NOTIFY_SLACK_URL", "u",
                "HAWTIO_PASSWORD", "p", "KAFKA_PASSWORD", "p", "CREDENTIALS_DIRECTORY", "/run/credentials"));

        MartsBuilder.configure(environment, python("exit 0"));

        assertEquals(Set.of("PATH", "DBT_TARGET_PATH", "PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGSSLMODE", "PYTHONUNBUFFERED", "PYTHONUTF8"), environment.keySet());
    }

    @Test
    void publishedOrLeftToAnotherBuildNeedsNoAccount() throws Exception {
        assertFalse(new MartsBuilder(python("exit 0")).build(camel).broken());
        assertFalse(new MartsBuilder(python("exit 3")).build(camel).broken());
        assertTrue(new MartsBuilder(python("exit 1")).build(camel).broken());
    }

    @Test
    void aBuildThatTakesTooLongIsEnded() throws Exception {
        Settings settings = python("while :; do sleep 0.1; done").with("nhl.marts.timeout-minutes", 0);

        BuildResult ending = new MartsBuilder(settings).build(camel);

        assertTrue(ending.broken());
        assertTrue(ending.message().contains("timed out after 0 minutes"), ending.message());
    }

    @Test
    void aBuildEndsWithTheProgram() throws Exception {
        Path begun = folder.resolve("begun");
        Path ended = folder.resolve("ended");
        MartsBuilder builder = new MartsBuilder(
                python("trap 'echo > " + ended + "; exit 130' TERM; echo > " + begun + "; while :; do sleep 0.1; done"));
        CompletableFuture<BuildResult> ending = CompletableFuture.supplyAsync(() -> {
            try {
                return builder.build(camel);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(begun));

        camel.stop();

        assertFalse(ending.get(30, TimeUnit.SECONDS).broken());
        assertTrue(Files.exists(ended), "it was asked to end before it was made to");
    }

    @Test
    void aPythonThatIsNotThereIsSaidInWords() throws Exception {
        Settings settings = DefaultSettings.load().with("nhl.marts.python", folder.resolve("none")).with("nhl.marts.project", folder);

        BuildResult ending = new MartsBuilder(settings).build(camel);

        assertTrue(ending.broken());
        assertTrue(ending.message().endsWith("Run: make init, or set NHL_MARTS_PYTHON"), ending.message());
    }

    @Test
    void theServiceBuildsWhereDbtIsInstalledUnlessItIsToldNotTo() throws Exception {
        Settings installed = python("exit 0");
        Settings without = installed.with("nhl.marts.python", folder.resolve("none"));
        assertEquals("true", decided(installed, "auto"));
        assertEquals("false", decided(without, "auto"));
        assertEquals("true", decided(installed, "true"));
        assertEquals("false", decided(installed, "false"));
        assertEquals("false", decided(without, "false"));
        assertTrue(assertThrows(IllegalStateException.class, () -> decided(without, "true")).getMessage().contains("make init"));
        assertThrows(IllegalArgumentException.class, () -> decided(installed, "yes"));
    }

    private static String decided(Settings settings, String enabled) {
        return MartsBuilder.decide(settings.with("nhl.marts.enabled", enabled)).get("nhl.marts.enabled");
    }

    private Settings python(String script) throws IOException {
        Path python = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        return DefaultSettings.load().with("nhl.marts.python", python).with("nhl.marts.project", folder);
    }
}
