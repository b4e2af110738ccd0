package nhldata.sample;

import java.util.Collections;
import java.util.List;

/**
 * A stream of numbers that depends on nothing but the words and numbers it was made from, on every machine and JVM.
 * It is SplitMix64 spelled out, because the JDK fixes the output of {@code java.util.Random} only, whose nearby seeds
 * begin alike. Not thread-safe.
 */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** The stream for one purpose and the ids it concerns; the same arguments give the same stream. */
    static Dice of(String purpose, long... ids) {
        long seed = purpose.length();
        for (int i = 0; i < purpose.length(); i++) {
            seed = mix(seed ^ (purpose.charAt(i) + GOLDEN_GAMMA));
        }
        for (long id : ids) {
            seed = mix(seed ^ (id * GOLDEN_GAMMA + 1));
        }
        return new Dice(seed);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** 0 (included) to 1 (excluded). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    double between(double low, double high) {
        return low + unit() * (high - low);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** A count of rare events with this mean. */
    int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = unit(); product > limit; product *= unit()) {
            count++;
        }
        return count;
    }

    /** An index, each as likely as its weight; at least one weight must be positive. */
    int weighted(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double target = unit() * sum;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                target -= weights[i];
                if (target < 0) {
                    break;
                }
            }
        }
        return last;
    }

    <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    void shuffle(List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, below(i + 1));
        }
    }
}
