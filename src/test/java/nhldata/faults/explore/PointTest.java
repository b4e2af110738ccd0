package nhldata.faults.explore;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A point that no statement comes by, and a mutant that does not fit, would search for nothing. */
class PointTest {

    /** What the component pg-copy says to PostgreSQL stands in no file. */
    private static final Pattern OF_A_COPY = Pattern.compile("COPY|game_stats");
    private static List<String> statements;

    @BeforeAll
    static void readTheStatements() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources", "sql"))) {
            statements = files.filter(Files::isRegularFile).map(PointTest::statement).toList();
        }
    }

    private static String statement(Path file) {
        try {
            return Files.readString(file).replaceAll("(?m)^\\s*--.*$", "").replaceAll("\\s+", " ").strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<Point> statementsOfFiles() {
        return Point.ALL.stream().filter(point -> point.server() == Point.Server.POSTGRES && point.isNamed() && !OF_A_COPY.matcher(point.pattern()).find());
    }

    @ParameterizedTest
    @MethodSource("statementsOfFiles")
    void aStatementComesByIt(Point point) {
        Pattern pattern = Pattern.compile(point.pattern());
        assertTrue(statements.stream().anyMatch(statement -> pattern.matcher(statement).find()), point.words());
    }

    @ParameterizedTest
    @EnumSource(value = Deed.Command.class, names = {"MARTS", "END_OF_SERVICE"}, mode = EnumSource.Mode.EXCLUDE)
    void eachCommandComesToSomePoint(Deed.Command command) {
        assertTrue(Point.of(command).size() > 1, command.name());
    }

    @ParameterizedTest
    @EnumSource(value = Mutant.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void theMutantFits(Mutant mutant) throws IOException {
        boolean isOfASource = !mutant.changed().isEmpty();
        boolean isOfARoute = !mutant.routes().equals(Mutant.NONE.routes());
        assertTrue(isOfASource || isOfARoute || mutant.isOfAView());
    }
}
