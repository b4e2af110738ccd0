package nhldata.config;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nhldata.time.CronSchedule;
import org.postgresql.PGProperty;

/**
 * What each setting may be. A value that is something else is refused at the start, by its name and with what it may be:
 * in a statement or in a library it would fail later, or be taken for another one.
 */
public final class SettingRules {

    private record Rule(String allowed, Predicate<String> test) {
    }

    /** What is asked for, and not at all where it is blank, although there is a default. */
    private static final Set<String> NONE_WHEN_BLANK = Set.of("nhl.api.calendar-path", "nhl.api.roster-path", "nhl.api.player-path");

    private static final Rule TEXT = new Rule("set", value -> !value.isBlank());
    private static final Rule ANY = new Rule("anything", value -> true);
    private static final Rule BOOLEAN = oneOf("true", "false");
    private static final Rule SWITCH = oneOf("auto", "true", "false");
    private static final Rule PORT = number(1, 65_535);
    private static final Rule PORT_OR_OFF = new Rule("a port from 1 to 65535, or off", value -> value.equalsIgnoreCase("off") || isNumber(value, 0, 65_535));
    private static final Rule URL = new Rule("a URL that starts with https://", value -> value.isEmpty() || isUrl(value));
    private static final Rule BUCKET = matching("the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens, or an ARN", "[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]|arn:\\S+");
    private static final Rule MAIL = matching("e-mail addresses with commas between them, such as ops@example.org", "(\\s*[^\\s@,][^@,]*@[^\\s@,]+\\s*(,|$))*");

    private static final Map<String, Rule> RULES = new TreeMap<>();

    static {
        rule(new Rule("a URL such as https://api-web.nhle.com, or sample", value -> value.equals("sample") || isUrl(value)), "nhl.api.url");
        rule(path("{date}"), "nhl.api.schedule-path");
        rule(orNone(path("{date}")), "nhl.api.calendar-path");
        rule(path("{game}"), "nhl.api.boxscore-path");
        rule(orNone(path("{team}")), "nhl.api.roster-path");
        rule(orNone(path("{player}")), "nhl.api.player-path");
        rule(new Rule("a positive number or auto", value -> value.equals("auto") || isNumber(value, 1, Integer.MAX_VALUE)), "nhl.api.requests-per-second");
        rule(number(1, Integer.MAX_VALUE), "nhl.api.connect-timeout", "nhl.api.response-timeout", "nhl.api.total-timeout", "nhl.load.poll", "nhl.load.batch", "nhl.schedule.heartbeat",
                "nhl.marts.poll", "nhl.notify.poll", "nhl.routes.poll", "postgres.pool-size");
        rule(number(0, Integer.MAX_VALUE), "nhl.api.retry-delay", "nhl.api.retry-after-cap", "nhl.notify.remind-hours", "nhl.notify.retry-delay",
                "nhl.notify.give-up-hours", "nhl.errors.retry-delay", "nhl.errors.max-retry-delay", "nhl.routes.stop-seconds", "nhl.marts.timeout-minutes");
        rule(number(1, 35_000), "nhl.schedule.stall-minutes");
        rule(number(0, 35_000), "nhl.api.give-up-minutes");
        rule(number(0, 36_500), "nhl.schedule.catch-up-days");
        rule(matching("days with commas between them, such as 1,2,3,7, or nothing for never", "(\\d{1,4}(,\\d{1,4})*)?"), "nhl.schedule.refetch-days");
        rule(matching("numbers such as 2,3", "\\s*\\d{1,2}\\s*(,\\s*\\d{1,2}\\s*)*"), "nhl.schedule.game-types");
        rule(new Rule("a Quartz cron such as 0 0 10 * * ?", value -> isTaken(() -> CronSchedule.expression(value, "UTC"))), "nhl.schedule.cron");
        rule(new Rule("a time zone such as America/New_York or UTC", value -> isTaken(() -> CronSchedule.zone(value))), "nhl.schedule.zone");
        rule(BOOLEAN, "nhl.schedule.enabled", "nhl.load.enabled", "nhl.notify.success");
        rule(SWITCH, "nhl.schedule.clustered", "nhl.marts.enabled", "nhl.routes.reload", "nhl.routes.jmx");
        rule(oneOf("auto", "starttls", "tls", "none"), "nhl.notify.smtp-security");
        rule(URL, "nhl.notify.slack-url", "nhl.notify.webhook-url", "nhl.notify.alive-url", "s3.endpoint");
        rule(MAIL, "nhl.notify.email-to", "nhl.notify.email-from");
        rule(PORT, "nhl.notify.smtp-port", "postgres.port", "embedded.s3-port");
        rule(PORT_OR_OFF, "http.port", "hawtio.port");
        rule(BUCKET, "s3.bucket", "s3.dead-letter-bucket");
        rule(matching("a host or an address; Java cannot use a socket's folder", "[^/\\s]+"), "postgres.host");
        rule(orNone(oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full")), "postgres.ssl-mode");
        rule(orNone(oneOf("disable", "prefer", "require")), "postgres.channel-binding");
        rule(new Rule("parameters of pgjdbc such as prepareThreshold=0&tcpNoDelay=true, or nothing", SettingRules::areParameters), "postgres.parameters");
        rule(matching("host names with commas between them, or nothing", "[^/\\s]*(\\s*,\\s*[^/\\s]+)*"), "http.allowed-hosts");
        rule(TEXT, "nhl.notify.smtp-host", "nhl.notify.name", "nhl.routes.dir", "nhl.marts.python", "nhl.marts.project", "http.host", "hawtio.host", "hawtio.user",
                "postgres.user", "postgres.database", "s3.region", "embedded.data-dir", "nhl.roles", "nhl.games.channel");
        rule(ANY, "nhl.games.kafka-config", "nhl.notify.webhook-token", "nhl.notify.smtp-user", "nhl.notify.smtp-password", "hawtio.password", "postgres.password",
                "postgres.migration-user", "postgres.migration-password", "postgres.ssl-root-cert", "postgres.ssl-cert", "postgres.ssl-key", "s3.access-key", "s3.secret-key");
    }

    private SettingRules() {
    }

    /** @throws IllegalArgumentException with a line for each setting that is not what it may be */
    public static void check(Settings settings) {
        Map<String, String> wrong = new LinkedHashMap<>();
        RULES.forEach((key, rule) -> {
            String value = settings.get(key);
            if (!rule.test.test(value)) {
                wrong.put(key, "setting " + key + " (" + variable(key) + ") must be " + rule.allowed
                        + (mayBeSecret(key, value) ? " (its value is not repeated here, it may be a secret)" : ", not \"" + value + "\""));
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), wrong.values()));
        }
        Role.of(settings);
    }

    /** The variable of the environment that sets it, beside one that its default may name. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether a variable that is set and blank says "none" rather than "not set". */
    static boolean isNoneWhenBlank(String key, String byDefault) {
        return byDefault.isEmpty() || NONE_WHEN_BLANK.contains(key);
    }

    static Set<String> keys() {
        return RULES.keySet();
    }

    private static boolean mayBeSecret(String key, String value) {
        return Settings.SECRETS.contains(key) || value.contains("@") || value.contains("?");
    }

    private static void rule(Rule rule, String... keys) {
        List.of(keys).forEach(key -> RULES.put(key, rule));
    }

    private static Rule oneOf(String... words) {
        return new Rule(String.join(", ", List.of(words).subList(0, words.length - 1)) + " or " + words[words.length - 1], List.of(words)::contains);
    }

    private static Rule number(int least, int most) {
        return new Rule("a whole number from " + least + (most == Integer.MAX_VALUE ? " on" : " to " + most), value -> isNumber(value, least, most));
    }

    private static Rule matching(String allowed, String pattern) {
        return new Rule(allowed, Pattern.compile(pattern).asMatchPredicate());
    }

    private static Rule path(String names) {
        return new Rule("a path such as /v1/…/" + names + "/…", value -> value.startsWith("/") && value.contains(names));
    }

    private static Rule orNone(Rule rule) {
        return new Rule(rule.allowed + ", or nothing", value -> value.isEmpty() || rule.test.test(value));
    }

    private static boolean isNumber(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && uri.getScheme() != null && uri.getScheme().matches("https?");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean areParameters(String value) {
        return value.isEmpty() || Arrays.stream(value.split("&", -1)).map(parameter -> parameter.split("=", 2))
                .allMatch(pair -> pair.length == 2 && PGProperty.forName(pair[0]) != null);
    }

    private static boolean isTaken(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
