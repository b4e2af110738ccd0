package nhldata.embedded.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Where players come from and what people are called there ({@code names.json}). */
final class Origins {
    private static final List<Origin> ALL = read();
    private static final double[] SHARES = ALL.stream().mapToDouble(Origin::share).toArray();

    /**
     * @param share  of all players, in percent
     * @param cities each with its province where the country has them in the API
     */
    record Origin(String country, int share, List<String> first, List<String> last, List<List<String>> cities) {
    }

    private Origins() {
    }

    static Origin draw(Dice dice) {
        return ALL.get(dice.weighted(SHARES));
    }

    static List<Origin> all() {
        return ALL;
    }

    private static List<Origin> read() {
        try (InputStream names = Origins.class.getResourceAsStream("names.json")) {
            return List.of(new ObjectMapper().readValue(names, Origin[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
