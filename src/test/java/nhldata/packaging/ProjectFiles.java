package nhldata.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files around the program, as they are committed. Maven runs the tests in the project's folder. */
final class ProjectFiles {

    private static final Pattern SETTING = Pattern.compile("(?m)^([a-z0-9.-]+)=(.*)$");
    private static final Pattern NAMED_BY_OTHERS = Pattern.compile("\\{\\{env:([A-Z0-9_]+):([^}]*)}}");

    /** A setting as a person gives it: the environment variable, and the value when nobody does. */
    record Setting(String variable, String byDefault) {
    }

    private ProjectFiles() {
    }

    static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String version() {
        return Pattern.compile("<artifactId>nhldata</artifactId>\\s*(?:<!--.*?-->\\s*)?<version>([^<]+)<").matcher(read("pom.xml")).results()
                .findFirst().orElseThrow().group(1);
    }

    /** Key to setting, in the order of {@code application.properties}. */
    static Map<String, Setting> settings() {
        Map<String, Setting> settings = new LinkedHashMap<>();
        SETTING.matcher(read("src/main/resources/application.properties")).results()
                .forEach(line -> settings.put(line.group(1), setting(line)));
        return settings;
    }

    static Map<String, String> defaultsByVariable() {
        return settings().values().stream().collect(Collectors.toMap(Setting::variable, Setting::byDefault));
    }

    private static Setting setting(MatchResult line) {
        var named = NAMED_BY_OTHERS.matcher(line.group(2));
        return named.matches() ? new Setting(named.group(1), named.group(2))
                : new Setting(line.group(1).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), line.group(2));
    }
}
