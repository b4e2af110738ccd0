package nhldata.nhl;

import java.math.BigDecimal;
import java.math.MathContext;

/** Formats numbers for float8 columns. */
final class Decimal {
    private static final double EXACT_INTEGERS = 1e15;
    /** Shares have six decimals in the documents; two more cost hardly any time. */
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

    private Decimal() { }

    /**
     * The shortest string of at least 15 digits' precision that parses to the same double, whole numbers without a decimal point.
     * Unlike {@link Double#toString(double)}, whose shortest form changed with JDK 19, it is the same on every JDK: the
     * same document must give the same bytes.
     */
    static String text(double value) {
        return of(value).toPlainString();
    }

    /** The number of {@link #text}, exactly. */
    static BigDecimal of(double value) {
        for (int scale = 0; scale < POWERS_OF_TEN.length; scale++) {
            double digits = Math.rint(value * POWERS_OF_TEN[scale]);
            // both are exact, so the division rounds as parsing the string does
            if (Math.abs(digits) < EXACT_INTEGERS && digits / POWERS_OF_TEN[scale] == value) {
                return BigDecimal.valueOf((long) digits, scale);
            }
        }
        return rounded(value);
    }

    /** The same for any number, but many times slower than the loop above. */
    private static BigDecimal rounded(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 15; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value || digits == 17) {
                return rounded.stripTrailingZeros();
            }
        }
    }
}
