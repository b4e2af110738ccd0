package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {

    @ParameterizedTest
    @CsvSource({"2.0, 2", "0.0, 0", "-0.0, 0", "-3.0, -3", "100.0, 100", "36.36, 36.36", "0.1, 0.1", "66.66666666666667, "
        + "66.66666666666667", "92.85714285714286, 92.85714285714286", "1e-7, 0.0000001", "2e-3, 0.002"})
    void writesWholeNumbersWithoutAPointAndOthersInFull(double value, String text) {
        assertEquals(text, Decimal.text(value));
    }

    /** The shortest of at least 15 digits that reads back, by arithmetic of any precision: what each text was before there was a quick way. */
    @Test
    void isWhatExactArithmeticSays() {
        Random random = new Random(43);
        for (int i = 0; i < 20_000; i++) {
            double decimals = Math.pow(10, random.nextInt(10));
            double value = Math.rint((random.nextDouble() - 0.2) * 100 * decimals) / decimals;
            assertEquals(exact(value), Decimal.text(value));
            double neighbour = random.nextBoolean() ? Math.nextUp(value) : Math.nextDown(value);
            assertEquals(exact(neighbour), Decimal.text(neighbour));
        }
    }

    private static String exact(double value) {
        if (value == 0) {
            return "0";
        }
        for (int digits = 15; digits < 17; digits++) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros().toPlainString();
            }
        }
        return new BigDecimal(value).round(new MathContext(17)).stripTrailingZeros().toPlainString();
    }

    @Test
    void readsBackAsTheSameNumber() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            double value = 100 * random.nextDouble();
            assertEquals(value, Double.parseDouble(Decimal.text(value)));
        }
    }
}
