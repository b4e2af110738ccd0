package nhldata.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No source asks the machine for its locale, its encoding or its time zone: what the program does is the same everywhere. */
class SameEverywhereTest {

    private static final Map<String, Pattern> FORBIDDEN = Map.of(
            "a case without a locale (in Turkish I becomes ı)", Pattern.compile("\\.to(Lower|Upper)Case\\(\\s*\\)"),
            "a format without a locale (in Arabic 7 becomes ٧)", Pattern.compile("(String\\.format|\\bprintf)\\((?!\\s*Locale\\.)|String::format"),
            "a number in formatted(), which takes no locale", Pattern.compile("%[-0-9,.+( #]*[a-hoxXEGAHdt][^\"]*\"(\"\")?\\s*\\.formatted\\("),
            "a date format without a locale", Pattern.compile("ofPattern\\(\\s*\"[^\"]*\"\\s*\\)|new SimpleDateFormat|ofLocalized"),
            "bytes without an encoding", Pattern.compile("\\.getBytes\\(\\s*\\)|new String\\([a-z]\\w*\\)|new File(Reader|Writer)\\(\\w+\\)|new (InputStreamReader|OutputStreamWriter)\\([\\w.()]+\\);"),
            "the locale of the machine", Pattern.compile("Locale\\.getDefault"),
            "the time zone of the machine", Pattern.compile("ZoneId\\.systemDefault|TimeZone\\.getDefault|Local(Date|Time|DateTime)\\.now\\(\\s*\\)|ZonedDateTime\\.now\\(\\s*\\)"),
            "a time zone that is GMT when it is misspelled", Pattern.compile("TimeZone\\.getTimeZone\\((?!(CronSchedule\\.)?zone[()])"));

    @Test
    void noSourceAsksTheMachine() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Stream.of("src/main/java", "src/test/java/nhldata/testing").flatMap(SameEverywhereTest::sources)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                FORBIDDEN.forEach((what, pattern) -> pattern.matcher(source).results()
                        .forEach(m -> found.add(file + ":" + (1 + source.substring(0, m.start()).lines().count()) + ": " + what + ": " + m.group())));
            }
        }
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name.toUpperCase()", "String.format(\"%d\", 7)", "System.out.printf(\"%s\")", "\"%d games\".formatted(7)", "\"\"\"\n%,.1f\"\"\".formatted(7)",
        "DateTimeFormatter.ofPattern(\"yyyy\")", "text.getBytes()", "new String(bytes)", "new InputStreamReader(in);", "LocalDate.now()", "TimeZone.getTimeZone(setting)"})
    void itWouldBeFound(String source) {
        assertTrue(FORBIDDEN.values().stream().anyMatch(pattern -> pattern.matcher(source).find()), source);
    }

    private static Stream<Path> sources(String folder) {
        try {
            return Files.walk(Path.of(folder)).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
