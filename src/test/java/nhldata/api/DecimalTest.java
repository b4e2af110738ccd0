package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    @Test
    void readsBackAsTheSameNumber() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            double value = 100 * random.nextDouble();
            assertEquals(value, Double.parseDouble(Decimal.text(value)));
        }
    }
}
