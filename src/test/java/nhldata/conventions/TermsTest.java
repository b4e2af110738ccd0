package nhldata.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a person reads has the terms of {@code docs/glossary.md}. The words it replaces, each with its term, are in
 * {@code banned-terms.txt}. Of code only comments and strings are read, and no tests.
 */
class TermsTest {

    private static final Path TERMS = Path.of("src/test/resources/nhldata/conventions/banned-terms.txt");

    /** Released migrations cannot be edited. V24 is the first that has the terms. */
    private static final Pattern RELEASED = Pattern.compile("src/main/resources/db/migration/V(\\d|1\\d|2[0-3])__.*");

    /** Literals and comments of Java, text blocks first. */
    private static final Pattern READ_IN_JAVA = Pattern.compile("\"\"\"(?:\\\\.|(?!\"\"\").)*+\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"|//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])+'", Pattern.DOTALL);

    private enum Area {
        ROUTES("routes"),
        SQL("src/main/resources/sql", "src/main/resources/db", "src/main/resources/monitoring"),
        SETTINGS("src/main/resources/application.properties", "src/main/resources/logback.xml", "src/main/resources/logging"),
        PAGES_OF_THE_SERVICE("src/main/resources/web"),
        JAVA("src/main/java"),
        DOCS("README.md", "CONTRIBUTING.md", "docs"),
        DEPLOY("deploy", "docker-compose.yml", "Dockerfile", ".env.example"),
        DBT("dbt"),
        COMMANDS("Makefile", "bin"),
        BENCHMARK("bench");

        private final List<String> paths;

        Area(String... paths) {
            this.paths = List.of(paths);
        }
    }

    /** @param term what to write instead */
    private record Ban(Pattern word, String term) {

        private static Ban of(String line) {
            String[] parts = line.split(" => ", 2);
            boolean caseMatters = parts[0].startsWith("(?-i)");
            return new Ban(Pattern.compile(caseMatters ? parts[0].substring(5) : parts[0], caseMatters ? 0 : Pattern.CASE_INSENSITIVE), parts[1]);
        }
    }

    /** Words that stay where they are, because users or stored data rely on them. */
    private record Contract(String file, String line, String reason) {

        private boolean covers(String path, String text) {
            return path.matches(file) && Pattern.compile(line).matcher(text).find();
        }
    }

    private static final List<Contract> CONTRACT = List.of(
            new Contract("README\\.md|docs/.*|Makefile|dbt/models/overview\\.md", "\\bmake [a-z]", "targets of the Makefile, named beside the command they are an alias of"),
            new Contract("src/main/resources/db/migration/V24__.*", "^ *\\('", "former names of statements, which the migration replaces"));

    private static final List<Ban> BANS = bans();

    @ParameterizedTest
    @EnumSource(Area.class)
    void hasTheTermsOfTheGlossary(Area area) throws IOException {
        List<Path> files = files(area);
        assertTrue(!files.isEmpty(), "no files found");
        List<String> hits = new ArrayList<>();
        for (Path file : files) {
            hits(file.toString().replace('\\', '/'), Files.readString(file), hits);
        }
        assertEquals("", String.join("\n", hits), hits.size() + " words of " + TERMS);
    }

    @Test
    void saysFileLineWordAndTerm() {
        List<String> hits = new ArrayList<>();
        hits("routes/a.yaml", "fine\nthe API is ill, later and later\nContent-Type: text/html", hits);
        assertEquals(List.of("routes/a.yaml:2: \"is ill\", write: unavailable, degraded", "routes/a.yaml:2: \"later and later\", write: with exponential back-off"), hits);
    }

    @Test
    void ofJavaOnlyCommentsAndStringsAreRead() {
        List<String> hits = new ArrayList<>();
        hits("src/main/java/A.java", "String anew = 'x' + \"anew\";\n// verb\nint verb;", hits);
        assertEquals(List.of("src/main/java/A.java:2: \"verb\", write: command", "src/main/java/A.java:1: \"anew\", write: again"), hits);
    }

    private static void hits(String file, String content, List<String> hits) {
        String text = file.endsWith(".java") ? withoutCode(content) : content;
        String[] lines = content.split("\n", -1);
        for (Ban ban : BANS) {
            Matcher matcher = ban.word.matcher(text);
            while (matcher.find()) {
                int line = (int) text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
                if (CONTRACT.stream().noneMatch(contract -> contract.covers(file, lines[line]))) {
                    hits.add(file + ":" + (line + 1) + ": \"" + matcher.group() + "\", write: " + ban.term);
                }
            }
        }
    }

    private static String withoutCode(String java) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = READ_IN_JAVA.matcher(java);
        int end = 0;
        while (matcher.find()) {
            text.append(java.substring(end, matcher.start()).replaceAll("[^\n]+", "")).append(matcher.group());
            end = matcher.end();
        }
        return text.toString();
    }

    private static List<Path> files(Area area) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String path : area.paths) {
            try (Stream<Path> found = Files.walk(Path.of(path))) {
                found.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file) && isText(file)).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isText(Path file) {
        String path = file.toString().replace('\\', '/');
        return !path.matches(".*\\.(png|jpg|gz|svg|lock)|dbt/(target|logs)/.*|.*/__pycache__/.*|bench/results/.*|.*requirements[\\w-]*\\.txt|dbt/seeds/.*")
                && !RELEASED.matcher(path).matches();
    }

    private static List<Ban> bans() {
        try (Stream<String> lines = Files.lines(TERMS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).map(Ban::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
