package nhldata.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the value of a setting comes from, see {@link Settings}. */
final class SettingSources {

    private static final Pattern ENVIRONMENT = Pattern.compile("\\{\\{env:([A-Z0-9_]+):([^}]*)}}");

    /** Their default can be overridden by a blank variable: nothing is requested then. */
    private static final Set<String> NONE_WHEN_BLANK = Set.of("nhl.api.calendar-path", "nhl.api.roster-path", "nhl.api.player-path");

    private final Properties defaults = defaults();
    private final Properties ofFile;
    private final Map<String, String> environment;
    private final Properties system;

    /** @throws IllegalArgumentException when the file has a key that is no setting, or the service of PGSERVICE cannot be used */
    SettingSources(Path file, Map<String, String> environment, Properties system) {
        this.ofFile = read(file, defaults);
        this.environment = ConnectionService.expand(environment);
        this.system = system;
    }

    /** The default where nothing is set at all. */
    static String standard(String key) {
        return trimmed(key, resolve(defaults().getProperty(key), variable -> null));
    }

    /** The value of the strongest source; empty where no source sets it. */
    Optional<String> given(String key) {
        return Optional.ofNullable(system.getProperty(key, ofEnvironment(key).orElse(ofFile.getProperty(key))))
                .map(value -> trimmed(key, resolve(value, environment::get)));
    }

    /** The default, with the variable of the environment that it may name. */
    String byDefault(String key) {
        return trimmed(key, resolve(defaults.getProperty(key), environment::get));
    }

    /** The environment variable that sets it, besides one that its default may name. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Blanks around a value are a mistake, but those of a secret are part of it. */
    private static String trimmed(String key, String value) {
        return key.matches(".*[.-](password|secret-key)") ? value : value.trim();
    }

    /** By the key's own variable, or by the one that its default names, such as {@code PGHOST}. */
    private Optional<String> ofEnvironment(String key) {
        String weakest = defaults.getProperty(key);
        String own = variable(key);
        Matcher named = ENVIRONMENT.matcher(weakest);
        List<String> given = Stream.of(own, named.matches() ? named.group(1) : own)
                .map(variable -> SecretFiles.value(variable, environment))
                .filter(Objects::nonNull)
                .toList();
        Optional<String> set = given.stream().filter(SettingSources::isSet).findFirst();
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

    static Properties defaults() {
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
