package nhldata.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The rows of a table of the sample league, without its header. */
final class Lines {

    private Lines() {
    }

    static Stream<String[]> of(String table) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Lines.class.getResourceAsStream(table), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
