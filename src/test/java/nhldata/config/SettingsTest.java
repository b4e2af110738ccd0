package nhldata.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String KEY = "nhl.schedule.stall-minutes";

    @TempDir
    private Path folder;

    @Test
    void eachSourceOverridesTheWeakerOnes() throws IOException {
        assertEquals("15", load("", Map.of(), Map.of()).get(KEY));
        assertEquals("16", load(KEY + "=16", Map.of(), Map.of()).get(KEY));
        Map<String, String> environment = Map.of("NHL_SCHEDULE_STALL_MINUTES", "17");
        assertEquals("17", load(KEY + "=16", environment, Map.of()).get(KEY));
        assertEquals("18", load(KEY + "=16", environment, Map.of(KEY, "18")).get(KEY));
    }

    @Test
    void theVariableThatADefaultNamesIsPartOfTheEnvironment() throws IOException {
        assertEquals("localhost", load("", Map.of(), Map.of()).get("postgres.host"));
        assertEquals("db", load("", Map.of("PGHOST", "db"), Map.of()).get("postgres.host"));
        assertEquals("db", load("postgres.host=file", Map.of("PGHOST", "db"), Map.of()).get("postgres.host"));
        assertEquals("own", load("", Map.of("PGHOST", "db", "POSTGRES_HOST", "own"), Map.of()).get("postgres.host"));
        assertEquals("flag", load("", Map.of("PGHOST", "db"), Map.of("postgres.host", "flag")).get("postgres.host"));
    }

    @Test
    void aPlaceholderOfTheFileIsFilledInFromTheEnvironment() throws IOException {
        String line = "s3.bucket=games-{{env:STAGE:test}}";
        assertEquals("games-test", load(line, Map.of(), Map.of()).get("s3.bucket"));
        assertEquals("games-$1\\live", load(line, Map.of("STAGE", "$1\\live"), Map.of()).get("s3.bucket"));
    }

    @Test
    void aBlankVariableCountsAsNotSet() throws IOException {
        Settings settings = load(KEY + "=16", Map.of("NHL_SCHEDULE_STALL_MINUTES", " ", "PGPORT", ""), Map.of());
        assertEquals("16", settings.get(KEY));
        assertEquals("5432", settings.get("postgres.port"));
    }

    /** Where there is such a thing as none. */
    @Test
    void aBlankVariableMeansNoneWhereNoneIsPossible() throws IOException {
        Settings settings = load("nhl.notify.slack-url=https://hooks.example.org/a\ns3.endpoint=http://s3", Map.of("NHL_API_CALENDAR_PATH", "", "NHL_API_ROSTER_PATH", " ",
                "NHL_NOTIFY_SLACK_URL", "", "S3_ENDPOINT_URL", "", "NHL_API_URL", ""), Map.of());
        assertEquals("", settings.get("nhl.api.calendar-path"));
        assertEquals("", settings.get("nhl.api.roster-path"));
        assertEquals("", settings.get("nhl.notify.slack-url"));
        assertEquals("", settings.get("s3.endpoint"));
        assertEquals("https://api-web.nhle.com", settings.get("nhl.api.url"));
        assertEquals("/v1/player/{player}/landing", settings.get("nhl.api.player-path"));
    }

    @Test
    void everySettingIsTypedAndItsDefaultIsAllowed() throws IOException {
        Settings settings = load("", Map.of(), Map.of());
        assertEquals(new TreeSet<>(settings.all().stringPropertyNames()), new TreeSet<>(settings.typed()));
        settings.check();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nhl.schedule.zone | America/New York | a time zone such as America/New_York or UTC, not \"America/New York\"",
        "nhl.schedule.zone | Mars | a time zone such as",
        "nhl.schedule.cron | 0 10 * * * | a Quartz cron such as 0 0 10 * * ?, not \"0 10 * * *\"",
        "nhl.schedule.ready-by | 24:00 | a time such as 12:30, or nothing for none, not \"24:00\"",
        "nhl.schedule.ready-by | 9am | a time such as 12:30",
        "http.api-token | short | at least 16 characters without spaces, or nothing (its value is not repeated here",
        "nhl.schedule.refetch-days | 1,2,x | days with commas",
        "nhl.schedule.game-types | 2;3 | numbers such as 2,3",
        "nhl.schedule.catch-up-days | -1 | a whole number from 0 to 36500",
        "nhl.load.batch | 0 | a whole number from 1 on",
        "nhl.load.batch | 1e3 | a whole number from 1 on",
        "nhl.load.enabled | yes | true or false, not \"yes\"",
        "nhl.notify.success | TRUE | true or false",
        "nhl.routes.jmx | on | auto, true or false",
        "nhl.schedule.clustered | maybe | auto, true or false",
        "nhl.notify.smtp-security | ssl | auto, starttls, tls or none",
        "nhl.notify.email-to | ops | e-mail addresses",
        "nhl.api.url | api-web.nhle.com | a URL such as",
        "nhl.api.boxscore-path | /v1/gamecenter/boxscore | a path such as /v1/…/{game}/…",
        "nhl.api.requests-per-second | 0 | a positive number or auto",
        "nhl.api.requests-per-second | 1.5 | a positive number or auto",
        "nhl.schedule.game-types | 2,,3 | numbers such as 2,3",
        "s3.endpoint | localhost:9000 | a URL",
        "s3.bucket | my bucket | the name of a bucket",
        "s3.bucket | bk | the name of a bucket: 3 to 63",
        "s3.dead-letter-bucket | Dead | the name of a bucket",
        "postgres.host | /var/run/postgresql | a host or an address; Java cannot use a socket's folder, not \"/var/run/postgresql\"",
        "postgres.port | 70000 | a whole number from 1 to 65535",
        "http.port | none | a port from 1 to 65535, or off"})
    void whatASettingCannotBeIsRefusedByItsNames(String key, String value, String allowed) throws IOException {
        Settings settings = load("", Map.of(), Map.of()).with(key, value);
        String message = assertThrows(IllegalArgumentException.class, () -> settings.check()).getMessage();
        assertTrue(message.startsWith("setting " + key + " (" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + ") must be " + allowed), message);
    }

    @ParameterizedTest
    @CsvSource({"nhl.schedule.zone, PST", "nhl.schedule.zone, Europe/Prague", "nhl.schedule.zone, GMT+5", "nhl.schedule.zone, UTC+05:30", "nhl.schedule.zone, Z",
        "nhl.schedule.refetch-days, ''", "nhl.api.calendar-path, ''", "http.port, OFF", "s3.bucket, arn:aws:s3:us-west-2:1:accesspoint/a", "nhl.notify.email-from, nhldata <job@example.org>"})
    void whatASettingMayBeIsTaken(String key, String value) throws IOException {
        load("", Map.of(), Map.of()).with(key, value).check();
    }

    @Test
    void whatMayBeASecretIsNotRepeated() throws IOException {
        Settings settings = load("", Map.of(), Map.of()).with("nhl.notify.slack-url", "hooks/hunter2").with("s3.endpoint", "https//u:hunter2@s3").with("nhl.load.poll", "0");
        String message = assertThrows(IllegalArgumentException.class, () -> settings.check()).getMessage();
        assertEquals(3, message.lines().count());
        assertFalse(message.contains("hunter2"), message);
    }

    @Test
    void blanksAroundAValueAreASlipButPartOfASecret() throws IOException {
        Settings settings = load("", Map.of("PGUSER", " loader ", "PGPASSWORD", " pass word ", "AWS_SECRET_ACCESS_KEY", "key "), Map.of());
        assertEquals("loader", settings.get("postgres.user"));
        assertEquals(" pass word ", settings.get("postgres.password"));
        assertEquals("key ", settings.get("s3.secret-key"));
    }

    @Test
    void aSystemPropertyMayEmptyASetting() throws IOException {
        assertEquals("", load("", Map.of(), Map.of("nhl.api.roster-path", "")).get("nhl.api.roster-path"));
    }

    @Test
    void anyVariableMayStandInAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "p$ss word\n");
        assertEquals("p$ss word", load("", Map.of("PGPASSWORD_FILE", secret.toString()), Map.of()).get("postgres.password"));
        assertEquals("p$ss word", load("", Map.of("NHL_NOTIFY_SLACK_URL_FILE", secret.toString()), Map.of()).get("nhl.notify.slack-url"));
        Files.writeString(folder.resolve("AWS_SECRET_ACCESS_KEY"), "of systemd");
        assertEquals("of systemd", load("", Map.of("CREDENTIALS_DIRECTORY", folder.toString()), Map.of()).get("s3.secret-key"));
        assertEquals("plain", load("", Map.of("CREDENTIALS_DIRECTORY", folder.toString(), "AWS_SECRET_ACCESS_KEY", "plain"), Map.of()).get("s3.secret-key"));
    }

    @Test
    void aConnectionServiceOverridesTheVariablesOfLibpqOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("services"), """
                # others
                [other]
                host=elsewhere
                options=-c x=y

                [nhl]
                host = db.example.org
                port=6432
                password=p$ss word
                sslmode=verify-full
                application_name=psql
                [last]
                user=nobody
                """);
        Map<String, String> environment = Map.of("PGSERVICE", "nhl", "PGSERVICEFILE", file.toString(), "PGHOST", "localhost", "PGUSER", "job",
                "PGPASSWORD_FILE", folder + "/none", "POSTGRES_PORT", "7777");
        Settings settings = load("", environment, Map.of());
        assertEquals(List.of("db.example.org", "7777", "job", "p$ss word", "verify-full"), Stream.of("host", "port", "user", "password", "ssl-mode")
                .map(key -> settings.get("postgres." + key)).toList());
        Files.copy(file, folder.resolve(".pg_service.conf"));
        assertEquals("db.example.org", load("", Map.of("PGSERVICE", "nhl", "HOME", folder.toString()), Map.of()).get("postgres.host"));
        Files.move(folder.resolve(".pg_service.conf"), folder.resolve("pg_service.conf"));
        Files.writeString(folder.resolve(".pg_service.conf"), "[of-this-user]\nhost=elsewhere\n");
        assertEquals("db.example.org", load("", Map.of("PGSERVICE", "nhl", "HOME", folder.toString(), "PGSYSCONFDIR", folder.toString()), Map.of()).get("postgres.host"));
        assertEquals("localhost", load("", Map.of("PGSERVICE", " ", "PGSERVICEFILE", file.toString()), Map.of()).get("postgres.host"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other | services | has options, which nhldata does not support; it may have application_name, channel_binding
            none  | services | there is no service [none] in
            nhl   | absent   | Set PGSERVICEFILE to the connection service file that has it
            """)
    void aServiceThatCannotBeUsedIsRefusedInWords(String service, String file, String words) throws IOException {
        Files.writeString(folder.resolve("services"), "[other]\noptions=-c x=y\n");
        String message = assertThrows(IllegalArgumentException.class,
                () -> load("", Map.of("PGSERVICE", service, "PGSERVICEFILE", folder.resolve(file).toString()), Map.of())).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void aFileThatCannotBeReadOrIsOneTooManyIsRefusedByName() {
        String none = assertThrows(IllegalArgumentException.class, () -> load("", Map.of("PGPASSWORD_FILE", folder + "/none"), Map.of())).getMessage();
        assertTrue(none.contains("PGPASSWORD_FILE") && none.contains("cannot read"), none);
        String both = assertThrows(IllegalArgumentException.class,
                () -> load("", Map.of("PGPASSWORD_FILE", folder + "/none", "PGPASSWORD", "hidden"), Map.of())).getMessage();
        assertTrue(both.contains("both set") && !both.contains("hidden"), both);
    }

    @Test
    void aKeyOfTheFileThatIsNoneIsRefusedByName() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> load("nhl.api.ulr=http://localhost", Map.of(), Map.of())).getMessage();
        assertTrue(message.contains("nhl.api.ulr") && message.contains("nhldata.properties"), message);
    }

    @Test
    void aFileIsNotNeeded() {
        Settings settings = Settings.load(folder.resolve("none"), Map.of(), new Properties());
        assertEquals("15", settings.get(KEY));
    }

    @Test
    void withChangesOneSettingOfACopy() throws IOException {
        Settings settings = load("", Map.of(), Map.of());
        Settings changed = settings.with(KEY, 3);
        assertEquals("3", changed.get(KEY));
        assertEquals("15", settings.get(KEY));
        assertEquals(settings.get("nhl.api.url"), changed.get("nhl.api.url"));
        changed.all().setProperty(KEY, "4");
        assertEquals("3", changed.get(KEY));
    }

    @Test
    void aKeyThatIsNoneIsRefusedByName() throws IOException {
        Settings settings = load("", Map.of(), Map.of());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> settings.get("no.such")).getMessage().contains("no.such"));
        assertThrows(IllegalArgumentException.class, () -> settings.with("no.such", 1));
    }

    @Test
    void aRecordHasUnitsAndRefusesItsOwnSettingsOnly() throws IOException {
        assertEquals(Duration.ofMinutes(7), ScheduleSettings.of(load(KEY + "= 7 ", Map.of(), Map.of())).stall());
        Settings settings = load(KEY + "=soon", Map.of(), Map.of());
        String message = assertThrows(IllegalArgumentException.class, () -> ScheduleSettings.of(settings)).getMessage();
        assertEquals("setting " + KEY + " (NHL_SCHEDULE_STALL_MINUTES) must be a whole number from 1 to 35000, not \"soon\"", message);
        assertEquals(Duration.ofSeconds(1), LoadSettings.of(settings).poll());
    }

    @Test
    void listsAndPortsAreParsed() throws IOException {
        Settings settings = load("", Map.of(), Map.of()).with("nhl.schedule.game-types", " 2 , 1,2").with("nhl.schedule.refetch-days", "").with("http.port", "OFF")
                .with("http.allowed-hosts", "Nhl.example.org, b").with("nhl.api.url", "sample");
        assertEquals(Set.of(1, 2), ScheduleSettings.of(settings).gameTypes());
        assertEquals(List.of(), ScheduleSettings.of(settings).refetchDays());
        assertEquals(OptionalInt.empty(), HttpSettings.of(settings).http().port());
        assertEquals(Set.of("nhl.example.org", "b"), HttpSettings.of(settings).allowedHosts());
        assertTrue(ApiSettings.of(settings).isSample());
        assertEquals(OptionalInt.of(3), ApiSettings.of(settings.with("nhl.api.requests-per-second", 3)).requestsPerSecond());
    }

    @Test
    void noRecordShowsASecret() {
        Settings settings = DefaultSettings.load();
        for (String key : Settings.SECRETS) {
            settings = settings.with(key, key.endsWith("url") ? "https://hunter2" : key.equals("postgres.parameters") ? "password=hunter2" : "hunter2-hunter2-hunter2");
        }
        String shown = NotifySettings.of(settings) + " " + PostgresSettings.of(settings) + S3Settings.of(settings) + HttpSettings.of(settings);
        assertFalse(shown.contains("hunter2"), shown);
    }

    @Test
    void knowsWhetherSomebodySaidOtherwise() throws IOException {
        Settings settings = load("", Map.of("PGHOST", "db"), Map.of());
        assertTrue(settings.isDefault("nhl.api.url"));
        assertFalse(settings.with("nhl.api.url", "sample").isDefault("nhl.api.url"));
        assertTrue(settings.isDefault("postgres.port"));
        assertFalse(settings.isDefault("postgres.host"));
    }

    private Settings load(String lines, Map<String, String> environment, Map<String, String> flags) throws IOException {
        Path file = Files.writeString(folder.resolve("nhldata.properties"), lines + "\n");
        Properties system = new Properties();
        system.putAll(flags);
        return Settings.load(file, environment, system);
    }
}
