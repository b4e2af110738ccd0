package nhldata.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;

/** What all documents of the API have in common. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private Json() {
    }

    static ObjectNode object() {
        return new ObjectNode(NODES);
    }

    /** A name: {@code {"default": "Montréal"}}. */
    static ObjectNode text(String value) {
        return object().put("default", value);
    }

    /** UTF-8. */
    static byte[] bytes(ObjectNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document that cannot be written", e);
        }
    }

    /** 0 to 1 with up to six digits, at least one; exact, because JVMs differ in how they print a double. */
    static BigDecimal share(int part, int whole) {
        long millionths = whole == 0 ? 0 : (part * 2_000_000L / whole + 1) / 2;
        BigDecimal share = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
        return share.scale() < 1 ? share.setScale(1) : share;
    }

    /** {@code 08:05}. */
    static String clock(int seconds) {
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }
}
