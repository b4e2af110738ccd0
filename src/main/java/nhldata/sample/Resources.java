package nhldata.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables and names from which the sample league is made. */
final class Resources {
    private Resources() {
    }

    /** The cells of a CSV's rows, without its header. */
    static List<String[]> rows(String csv) {
        return new String(bytes(csv), StandardCharsets.UTF_8).lines().skip(1).map(line -> line.split(",", -1)).toList();
    }

    static <T> List<T> list(String json, Class<T[]> type) {
        try {
            return List.of(new ObjectMapper().readValue(bytes(json), type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
