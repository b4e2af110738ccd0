package nhldata.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one process, resolved once at its start.
 *
 * <p>{@code application.properties} names every key with its default. It is overridden, weakest first, by
 * {@code nhldata.properties} in the working folder, by the environment (key {@code nhl.api.url} is
 * {@code NHL_API_URL}; {@code PGHOST} and the like where a default names them; each also from a file, see
 * {@link SecretFiles}) and by system properties. Camel is given the resolved values, so that a route and a command that
 * runs without Camel can never read two different ones. Java reads them as the types of a record for each package that
 * uses them; these records also define which values are allowed.
 */
public final class Settings {

    private static final Pattern ENVIRONMENT = Pattern.compile("\\{\\{env:([A-Z0-9_]+):([^}]*)}}");

    /** Must not be shown, logged or passed on; any setting can come from a file instead of the environment. */
    public static final Set<String> SECRETS = Set.of("postgres.password", "postgres.parameters", "postgres.migration-password", "s3.secret-key", "hawtio.password", "nhl.notify.slack-url", "nhl.notify.webhook-url",
            "nhl.notify.webhook-token", "nhl.notify.smtp-password", "nhl.notify.alive-url");

    /** Their default can be overridden by a blank variable: nothing is requested then. */
    private static final Set<String> NONE_WHEN_BLANK = Set.of("nhl.api.calendar-path", "nhl.api.roster-path", "nhl.api.player-path");

    private static final List<Function<SettingReader, Record>> RECORDS = List.of(ApiSettings::new, ProcessSettings::new, ScheduleSettings::new, LoadSettings::new, MartsSettings::new,
            NotifySettings::new, ErrorSettings::new, RouteSettings::new, HttpSettings::new, PostgresSettings::new, S3Settings::new, EmbeddedSettings::new);

    private final Properties values;
    private final Set<String> given;

    private Settings(Properties values, Set<String> given) {
        this.values = values;
        this.given = Set.copyOf(given);
    }

    public static Settings load() {
        Settings settings = load(Path.of("nhldata.properties"), System.getenv(), System.getProperties());
        settings.check();
        return settings;
    }

    static Settings load(Path file, Map<String, String> environment, Properties system) {
        Properties defaults = read();
        Properties ofFile = read(file, defaults);
        Properties resolved = new Properties();
        Set<String> given = new HashSet<>();
        for (String key : defaults.stringPropertyNames()) {
            String weakest = defaults.getProperty(key);
            String said = system.getProperty(key, ofEnvironment(key, weakest, environment).orElse(ofFile.getProperty(key)));
            if (said != null) {
                given.add(key);
            }
            String value = said == null ? weakest : said;
            resolved.setProperty(key, trimmed(key, resolve(value, environment::get)));
        }
        return new Settings(resolved, given);
    }

    /** @throws IllegalArgumentException with a line for each setting whose value is not allowed */
    public void check() {
        read(this).refuse();
    }

    private static SettingReader read(Settings settings) {
        SettingReader reader = new SettingReader(settings);
        RECORDS.forEach(type -> type.apply(reader));
        return reader;
    }

    /** The settings that a record holds. */
    Set<String> typed() {
        return read(this).keys();
    }

    /** The same settings with one of them changed, as the embedded stack and the commands do at their start. */
    public Settings with(String key, Object value) {
        Set<String> more = new HashSet<>(given);
        more.add(key);
        return new Settings(changed(key, value), more);
    }

    /** As {@link #with}, but the setting still counts as not given: the application has chosen the value. */
    public Settings fallingBackTo(String key, Object value) {
        return new Settings(changed(key, value), given);
    }

    private Properties changed(String key, Object value) {
        Properties changed = new Properties();
        changed.putAll(values);
        changed.setProperty(known(key), String.valueOf(value));
        return changed;
    }

    /** Whether it was set, even if to its default. */
    public boolean isGiven(String key) {
        return given.contains(known(key));
    }

    public String get(String key) {
        return values.getProperty(known(key));
    }

    /** Whether it has its default, set or not. */
    public boolean isDefault(String key) {
        return get(key).equals(trimmed(key, resolve(read().getProperty(key), variable -> null)));
    }

    /** Blanks around a value are a mistake, but those of a secret are part of it. */
    private static String trimmed(String key, String value) {
        return key.matches(".*[.-](password|secret-key)") ? value : value.trim();
    }

    public Properties all() {
        Properties copy = new Properties();
        copy.putAll(values);
        return copy;
    }

    private String known(String key) {
        if (!values.containsKey(key)) {
            throw new IllegalArgumentException("there is no setting " + key);
        }
        return key;
    }

    /** The environment variable that sets it, besides one that its default may name. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** By the key's own variable, or by the one that its default names, such as {@code PGHOST}. */
    private static Optional<String> ofEnvironment(String key, String weakest, Map<String, String> environment) {
        String own = variable(key);
        Matcher named = ENVIRONMENT.matcher(weakest);
        List<String> given = Stream.of(own, named.matches() ? named.group(1) : own)
                .map(variable -> SecretFiles.value(variable, environment))
                .filter(Objects::nonNull)
                .toList();
        Optional<String> set = given.stream().filter(Settings::isSet).findFirst();
        boolean saysNone = !given.isEmpty() && (NONE_WHEN_BLANK.contains(key) || resolve(weakest, variable -> null).isEmpty());
        return set.or(() -> saysNone ? Optional.of("") : Optional.empty());
    }

    /** A shell or a compose file writes an empty variable for "not set", where a setting cannot be empty. */
    private static boolean isSet(String variable) {
        return variable != null && !variable.isBlank();
    }

    private static String resolve(String value, UnaryOperator<String> environment) {
        Matcher m = ENVIRONMENT.matcher(value);
        return m.replaceAll(r -> {
            String set = environment.apply(r.group(1));
            return Matcher.quoteReplacement(isSet(set) ? set : r.group(2));
        });
    }

    private static Properties read() {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Settings.class.getResourceAsStream("/application.properties")), StandardCharsets.UTF_8)) {
            Properties p = new Properties();
            p.load(in);
            return p;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(Path file, Properties defaults) {
        Properties p = new Properties();
        if (!Files.exists(file)) {
            return p;
        }
        try (Reader in = Files.newBufferedReader(file)) {
            p.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.toAbsolutePath(), e);
        }
        for (String key : p.stringPropertyNames()) {
            if (!defaults.containsKey(key)) {
                throw new IllegalArgumentException(file + ": there is no setting " + key
                        + "; docs/settings.md lists them all");
            }
        }
        return p;
    }
}
