package nhldata.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Parses settings for the records that hold them. A value that is not allowed is refused by the name of its setting, with what is allowed:
 * in a statement or in a library it would fail later, or be mistaken for another one. All refusals are collected, see {@link #refuse}; the
 * record that was built of them is incomplete.
 */
final class SettingReader {

    private final Settings settings;
    private final Set<String> keys = new HashSet<>();
    private final Map<String, String> refusals = new TreeMap<>();

    SettingReader(Settings settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException with a line for each setting of the record whose value is not allowed */
    static <T> T read(Settings settings, Function<SettingReader, T> type) {
        SettingReader reader = new SettingReader(settings);
        T result = type.apply(reader);
        reader.refuse();
        return result;
    }

    void refuse() {
        if (!refusals.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), refusals.values()));
        }
    }

    /** The settings that have been read. */
    Set<String> keys() {
        return keys;
    }

    /** Null if the parser throws an IllegalArgumentException. */
    <T> T parse(String key, String allowed, Function<String, T> parser) {
        return parse(key, parser, refused -> "setting " + key + " (" + SettingSources.variable(key) + ") must be " + allowed
                + (mayBeSecret(key) ? " (its value is not repeated here, it may be a secret)" : ", not \"" + settings.get(key) + "\""));
    }

    /** As {@link #parse(String, String, Function)}, for a parser whose exception says everything. */
    <T> T parse(String key, Function<String, T> parser) {
        return parse(key, parser, Throwable::getMessage);
    }

    private <T> T parse(String key, Function<String, T> parser, Function<Throwable, String> message) {
        keys.add(key);
        try {
            return parser.apply(settings.get(key));
        } catch (IllegalArgumentException e) {
            refusals.put(key, message.apply(e));
            return null;
        }
    }

    String string(String key, String allowed, Predicate<String> test) {
        return parse(key, allowed, value -> {
            if (!test.test(value)) {
                throw new IllegalArgumentException(allowed);
            }
            return value;
        });
    }

    String matching(String key, String allowed, String pattern) {
        return string(key, allowed, value -> value.matches(pattern));
    }

    String string(String key) {
        return string(key, "set", value -> !value.isBlank());
    }

    /** Which may be empty. */
    String optional(String key) {
        return string(key, "anything", value -> true);
    }

    Path path(String key) {
        String path = string(key);
        return path == null ? null : Path.of(path);
    }

    Secret secret(String key) {
        return new Secret(optional(hidden(key)));
    }

    Secret secretUrl(String key) {
        return new Secret(url(hidden(key)).map(URI::toString).orElse(""));
    }

    private static String hidden(String key) {
        if (!Settings.SECRETS.contains(key)) {
            throw new IllegalStateException(key + " is read as a secret, but is not in Settings.SECRETS: routes, Hawtio and JMX would see it");
        }
        return key;
    }

    String oneOf(String key, String... words) {
        String given = words[0].isEmpty() ? list(Arrays.copyOfRange(words, 1, words.length)) + ", or nothing" : list(words);
        return string(key, given, Set.of(words)::contains);
    }

    /** One of the constants, in lower case. */
    <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        String word = oneOf(key, Arrays.stream(type.getEnumConstants()).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toArray(String[]::new));
        return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    boolean isTrue(String key) {
        return "true".equals(oneOf(key, "true", "false"));
    }

    int number(String key, int least) {
        return number(key, least, Integer.MAX_VALUE);
    }

    int number(String key, int least, int most) {
        Integer number = parse(key, "a whole number from " + least + (most == Integer.MAX_VALUE ? " on" : " to " + most), value -> parsed(value, least, most));
        return number == null ? least : number;
    }

    Duration duration(String key, ChronoUnit unit, int least) {
        return duration(key, unit, least, Integer.MAX_VALUE);
    }

    Duration duration(String key, ChronoUnit unit, int least, int most) {
        return Duration.of(number(key, least, most), unit);
    }

    int port(String key) {
        return number(key, 1, 65_535);
    }

    /** Empty where it is off. */
    OptionalInt portOrOff(String key) {
        OptionalInt port = parse(key, "a port from 1 to 65535, or off",
                value -> value.equalsIgnoreCase("off") ? OptionalInt.empty() : OptionalInt.of(parsed(value, 0, 65_535)));
        return port == null ? OptionalInt.empty() : port;
    }

    Optional<URI> url(String key) {
        return Optional.ofNullable(parse(key, "a URL that starts with https://", value -> value.isEmpty() ? null : url(URI.create(value))));
    }

    static URI url(URI uri) {
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().matches("https?")) {
            throw new IllegalArgumentException("no URL");
        }
        return uri;
    }

    static int parsed(String value, int least, int most) {
        int number = Integer.parseInt(value);
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private boolean mayBeSecret(String key) {
        return Settings.SECRETS.contains(key) || settings.get(key).contains("@") || settings.get(key).contains("?");
    }

    private static String list(String... words) {
        return String.join(", ", Arrays.copyOf(words, words.length - 1)) + " or " + words[words.length - 1];
    }
}
