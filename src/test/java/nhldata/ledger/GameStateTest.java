package nhldata.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GameStateTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @Test
    void theStatesAreThoseThatPostgresqlAccepts() throws IOException {
        assertEquals(words(state -> state != GameState.UNKNOWN), accepted("\\bgame_state_check check \\(state in \\(([^)]*)\\)"));
        assertEquals(words(GameState::isListed), accepted("\\blisted_state in \\(([^)]*)\\)\\);"));
    }

    @Test
    void aStateIsFoundByItsWord() {
        for (GameState state : GameState.values()) {
            assertEquals(state, GameState.of(state.word()));
        }
        assertThrows(IllegalArgumentException.class, () -> GameState.of("open"));
    }

    private static Set<String> words(Predicate<GameState> which) {
        return Stream.of(GameState.values()).filter(which).map(GameState::word).collect(Collectors.toSet());
    }

    /** The words of the last migration that lists them. */
    private static Set<String> accepted(String list) throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            List<String> lists = files.filter(file -> file.getFileName().toString().startsWith("V"))
                    .sorted(Comparator.comparingInt(file -> Integer.parseInt(file.getFileName().toString().replaceAll("^V|__.*", ""))))
                    .flatMap(file -> Pattern.compile(list).matcher(read(file)).results().map(found -> found.group(1))).toList();
            return Pattern.compile("'(\\w+)'").matcher(lists.get(lists.size() - 1)).results().map(found -> found.group(1)).collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
