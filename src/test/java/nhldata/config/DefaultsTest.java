package nhldata.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The defaults are a contract with everybody who left a setting alone: to change one is to change this test. */
class DefaultsTest {

    private static final Path FILE = Path.of("src/main/resources/application.properties");

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("nhl.api.url", "https://api-web.nhle.com"),
            Map.entry("nhl.api.schedule-path", "/v1/schedule/{date}"),
            Map.entry("nhl.api.calendar-path", "/v1/score/{date}"),
            Map.entry("nhl.api.boxscore-path", "/v1/gamecenter/{game}/boxscore"),
            Map.entry("nhl.api.roster-path", "/v1/roster/{team}/{season}"),
            Map.entry("nhl.api.player-path", "/v1/player/{player}/landing"),
            Map.entry("nhl.api.requests-per-second", "auto"),
            Map.entry("nhl.api.connect-timeout", "5000"),
            Map.entry("nhl.api.response-timeout", "20000"),
            Map.entry("nhl.api.total-timeout", "60000"),
            Map.entry("nhl.api.retry-delay", "1000"),
            Map.entry("nhl.api.give-up-minutes", "5"),
            Map.entry("nhl.api.retry-after-cap", "120"),
            Map.entry("nhl.schedule.cron", "0 0 10 * * ?"),
            Map.entry("nhl.schedule.zone", "UTC"),
            Map.entry("nhl.schedule.ready-by", ""),
            Map.entry("nhl.schedule.enabled", "false"),
            Map.entry("nhl.schedule.game-types", "2,3"),
            Map.entry("nhl.schedule.catch-up-days", "30"),
            Map.entry("nhl.schedule.refetch-days", "1,2,3,7"),
            Map.entry("nhl.schedule.heartbeat", "10000"),
            Map.entry("nhl.schedule.stall-minutes", "15"),
            Map.entry("nhl.roles", "schedule,fetch,load,marts,web"),
            Map.entry("nhl.games.kafka-config", ""),
            Map.entry("nhl.schedule.clustered", "auto"),
            Map.entry("nhl.games.channel",
                    "seda:games?size=5000&blockWhenFull=true&waitForTaskToComplete=Never&concurrentConsumers=16"),
            Map.entry("nhl.load.enabled", "true"),
            Map.entry("nhl.load.poll", "1000"),
            Map.entry("nhl.load.batch", "100"),
            Map.entry("nhl.marts.enabled", "auto"),
            Map.entry("nhl.marts.poll", "5000"),
            Map.entry("nhl.marts.timeout-minutes", "30"),
            Map.entry("nhl.marts.python", ".venv/bin/python"),
            Map.entry("nhl.marts.project", "dbt"),
            Map.entry("nhl.notify.slack-url", ""),
            Map.entry("nhl.notify.webhook-url", ""),
            Map.entry("nhl.notify.webhook-token", ""),
            Map.entry("nhl.notify.email-to", ""),
            Map.entry("nhl.notify.email-from", "nhldata@localhost"),
            Map.entry("nhl.notify.smtp-host", "localhost"),
            Map.entry("nhl.notify.smtp-port", "25"),
            Map.entry("nhl.notify.smtp-user", ""),
            Map.entry("nhl.notify.smtp-password", ""),
            Map.entry("nhl.notify.smtp-security", "auto"),
            Map.entry("nhl.notify.alive-url", ""),
            Map.entry("nhl.notify.name", "nhldata"),
            Map.entry("nhl.notify.success", "false"),
            Map.entry("nhl.notify.remind-hours", "0"),
            Map.entry("nhl.notify.poll", "10000"),
            Map.entry("nhl.notify.retry-delay", "15000"),
            Map.entry("nhl.notify.give-up-hours", "24"),
            Map.entry("nhl.routes.stop-seconds", "15"),
            Map.entry("nhl.errors.retry-delay", "500"),
            Map.entry("nhl.errors.max-retry-delay", "30000"),
            Map.entry("nhl.routes.dir", "routes"),
            Map.entry("nhl.routes.reload", "auto"),
            Map.entry("nhl.routes.jmx", "auto"),
            Map.entry("nhl.routes.poll", "1000"),
            Map.entry("http.host", "127.0.0.1"),
            Map.entry("http.port", "8080"),
            Map.entry("http.allowed-hosts", ""),
            Map.entry("hawtio.host", "127.0.0.1"),
            Map.entry("hawtio.port", "8081"),
            Map.entry("hawtio.user", "admin"),
            Map.entry("http.api-token", ""),
            Map.entry("hawtio.password", ""),
            Map.entry("postgres.host", "localhost"),
            Map.entry("postgres.port", "5432"),
            Map.entry("postgres.user", "postgres"),
            Map.entry("postgres.password", "postgres"),
            Map.entry("postgres.database", "postgres"),
            Map.entry("postgres.ssl-mode", ""),
            Map.entry("postgres.ssl-root-cert", ""),
            Map.entry("postgres.ssl-cert", ""),
            Map.entry("postgres.ssl-key", ""),
            Map.entry("postgres.channel-binding", ""),
            Map.entry("postgres.parameters", ""),
            Map.entry("postgres.migration-user", ""),
            Map.entry("postgres.migration-password", ""),
            Map.entry("postgres.retention-user", ""),
            Map.entry("postgres.retention-password", ""),
            Map.entry("nhl.retention.runs-days", "1095"),
            Map.entry("nhl.retention.builds-days", "400"),
            Map.entry("nhl.retention.notifications-days", "400"),
            Map.entry("nhl.retention.dead-letters-days", "400"),
            Map.entry("nhl.retention.raw-versions-days", "0"),
            Map.entry("postgres.pool-size", "10"),
            Map.entry("s3.endpoint", ""),
            Map.entry("s3.access-key", ""),
            Map.entry("s3.secret-key", ""),
            Map.entry("s3.region", "us-east-1"),
            Map.entry("s3.bucket", "data-bucket"),
            Map.entry("s3.dead-letter-bucket", "dead-letter-bucket"),
            Map.entry("embedded.data-dir", "."),
            Map.entry("embedded.s3-port", "9000"));

    @Test
    void theDefaultsAreThese() {
        Properties all = Settings.load(Path.of("there is no such file"), Map.of(), new Properties()).all();
        Map<String, String> actual = new TreeMap<>();
        all.stringPropertyNames().forEach(key -> actual.put(key, all.getProperty(key)));
        assertEquals(new TreeMap<>(DEFAULTS), actual);
    }

    @Test
    void everyKeyStandsThereOnce() throws IOException {
        List<String> keys = Files.readAllLines(FILE).stream().filter(DefaultsTest::isSetting).map(DefaultsTest::key).toList();
        assertEquals(List.copyOf(new TreeSet<>(keys)), keys.stream().sorted().toList());
        assertEquals(DEFAULTS.keySet().size(), keys.size());
    }

    @Test
    void everyKeyIsDescribedByTheLineAboveIt() throws IOException {
        List<String> undescribed = new ArrayList<>();
        String above = "";
        for (String line : Files.readAllLines(FILE)) {
            if (isSetting(line) && !above.matches("# [^-].*")) {
                undescribed.add(key(line));
            }
            above = line;
        }
        assertEquals(List.of(), undescribed);
    }

    @Test
    void everyVariableOfTheEnvironmentMeansOneSetting() {
        List<String> names = DEFAULTS.keySet().stream().map(key -> key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')).toList();
        assertEquals(names.size(), new TreeSet<>(names).size());
        assertTrue(names.contains("NHL_API_URL"));
    }

    private static boolean isSetting(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf('='));
    }
}
