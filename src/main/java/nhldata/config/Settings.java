package nhldata.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

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

    /** Must not be shown, logged or passed on; any setting can come from a file instead of the environment. */
    public static final Set<String> SECRETS = Set.of("postgres.password", "postgres.parameters", "postgres.migration-password", "postgres.retention-password", "s3.secret-key", "hawtio.password", "http.api-token", "nhl.notify.slack-url", "nhl.notify.webhook-url",
            "nhl.notify.webhook-token", "nhl.notify.smtp-password", "nhl.notify.alive-url");

    private static final List<Function<SettingReader, Record>> RECORDS = List.of(ApiSettings::new, ProcessSettings::new, ScheduleSettings::new, LoadSettings::new, MartsSettings::new,
            NotifySettings::new, ErrorSettings::new, RouteSettings::new, HttpSettings::new, RetentionSettings::new, PostgresSettings::new, S3Settings::new, EmbeddedSettings::new);

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
        SettingSources sources = new SettingSources(file, environment, system);
        Properties resolved = new Properties();
        Set<String> given = new HashSet<>();
        for (String key : SettingSources.defaults().stringPropertyNames()) {
            Optional<String> value = sources.given(key);
            value.ifPresent(set -> given.add(key));
            resolved.setProperty(key, value.orElseGet(() -> sources.byDefault(key)));
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
        return get(key).equals(SettingSources.standard(key));
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
}
