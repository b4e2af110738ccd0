package nhldata.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;

/** The forms that all of the API's documents share. */
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
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }

    /** 0 to 1 with up to six digits, at least one; exact, because JVMs differ in how they print a double. */
    static BigDecimal share(int part, int whole) {
        long millionths = whole == 0 ? 0 : (part * 2_000_000L / whole + 1) / 2;
        BigDecimal share = new BigDecimal(BigInteger.valueOf(millionths), 6).stripTrailingZeros();
        return share.scale() < 1 ? share.setScale(1) : share;
    }

    /** {@code 08:05}. */
    static String clock(int seconds) {
        return twoDigits(seconds / 60) + ":" + twoDigits(seconds % 60);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    static String dayAbbrev(LocalDate date) {
        return date.getDayOfWeek().name().substring(0, 3);
    }
}
