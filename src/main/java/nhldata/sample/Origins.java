package nhldata.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where players come from and what people are called there ({@code names.json}). Namesakes occur, as in life. */
final class Origins {
    private static final List<Origin> ALL = read();
    private static final double[] SHARES = ALL.stream().mapToDouble(Origin::share).toArray();

    /**
     * @param share     of all players, in percent
     * @param lastHeads beginnings of more last names, each of which goes with each of {@code lastTails}; null for none
     * @param cities    each with its province where the country has them in the API
     */
    record Origin(String country, int share, List<String> first, List<String> last, List<String> lastHeads,
            List<String> lastTails, List<List<String>> cities) {

        private List<String> allLastNames() {
            List<String> names = new ArrayList<>(last);
            if (lastHeads != null) {
                lastHeads.forEach(head -> lastTails.forEach(tail -> names.add(head + tail)));
            }
            return names;
        }

        private Origin complete() {
            return new Origin(country, share, first, allLastNames(), null, null, cities);
        }
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
            return Stream.of(new ObjectMapper().readValue(names, Origin[].class)).map(Origin::complete).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
