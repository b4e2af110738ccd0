package nhldata.api;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text for float8 columns. */
final class Decimal {
    private static final double EXACT_INTEGERS = 1e15;

    private Decimal() { }

    /**
     * The shortest text of at least 15 digits' precision that reads back as the same double, whole numbers without a point.
     * Unlike {@link Double#toString(double)}, whose shortest form changed with JDK 19, it is the same on every JDK: the
     * same document must give the same bytes.
     */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS) {
            return Long.toString((long) value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 15; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value || digits == 17) {
                return rounded.stripTrailingZeros().toPlainString();
            }
        }
    }
}
