package nhldata.why;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of a statistic over some games, and its parts.
 *
 * @param sums    sum of each part; null where no game has it
 * @param unknown number of games whose source does not say it
 */
record Amount(Statistic statistic, List<Double> sums, int unknown) {

    /** Null if it is unknown, or the denominator is 0. */
    Double value() {
        if (statistic.isRatio()) {
            Double denominator = sums.get(1);
            return sums.contains(null) || denominator == 0 ? null : Double.valueOf(statistic.factor() * sums.get(0) / denominator);
        }
        return sums.stream().allMatch(sum -> sum == null) ? null : Double.valueOf(sums.stream().mapToDouble(sum -> sum == null ? 0 : sum).sum());
    }

    /** Whether the mart's value is this one, rounded as it is there. With unknown games, or if it has no meaning, the marts may have none. */
    boolean isEqualTo(Double inMart, int decimals) {
        Double value = value();
        if (inMart == null || value == null) {
            return inMart == value || inMart == null && (unknown > 0 || isMeaningless()) || inMart != null && inMart == 0;
        }
        return !value.isNaN() && BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).compareTo(BigDecimal.valueOf(inMart)) == 0;
    }

    /** Whether the value is a share of which the part is not within the whole, or a number per 60 minutes that no column of the marts holds. */
    private boolean isMeaningless() {
        Double value = value();
        if (!statistic.isRatio() || value == null) {
            return false;
        }
        return statistic.factor() == 3600 ? Math.abs(value) >= 99_999 : sums.get(0) < 0 || sums.get(0) > sums.get(1);
    }

    /** As in {@code 37 goals + 84 assists}; empty if it has no parts. */
    String parts() {
        if (sums.size() == 1) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            String name = statistic.parts().get(i).replace("timed_", "").replace('_', ' ');
            parts.add(text(sums.get(i), 0) + " " + (Double.valueOf(1).equals(sums.get(i)) ? name.replaceFirst("s( |$)", "$1") : name));
        }
        return (statistic.factor() > 1 ? statistic.factor() + " × " : "") + String.join(statistic.isRatio() ? " / " : " + ", parts);
    }

    /** The value with its parts, for JSON. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("value", json(value()));
        for (int i = 0; i < sums.size() && sums.size() > 1; i++) {
            map.put(statistic.parts().get(i), json(sums.get(i)));
        }
        return map;
    }

    /** A whole number without decimals; one that JSON does not have, such as NaN, as a string. */
    static Object json(Double value) {
        return value == null ? null : value.isNaN() || value.isInfinite() ? value.toString() : value == Math.rint(value) ? (Object) value.longValue() : value;
    }

    /** The number without superfluous decimals; – if there is none. */
    static String text(Double value, int decimals) {
        return value == null ? "–" : value.isNaN() || value.isInfinite() ? value.toString()
                : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
