package nhldata.sample;

import java.util.Collections;
import java.util.List;

/**
 * A sequence of random numbers that depends only on the purpose and the ids it is for, so that it is the same on every machine
 * and JVM. It is SplitMix64, because the JDK specifies the output of {@code java.util.Random} only, whose nearby seeds begin
 * alike. Not thread-safe.
 */
final class SeededRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private long state;

    SeededRandom(String purpose, long... ids) {
        long seed = purpose.length();
        for (int i = 0; i < purpose.length(); i++) {
            seed = mix(seed ^ (purpose.charAt(i) + GOLDEN_GAMMA));
        }
        for (long id : ids) {
            seed = mix(seed ^ (id * GOLDEN_GAMMA + 1));
        }
        state = seed;
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

    /** Poisson-distributed, with this mean. */
    int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = unit(); product > limit; product *= unit()) {
            count++;
        }
        return count;
    }

    /** An index, with the probability of its share of the weights; at least one weight must be positive. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double target = unit() * sum;
        int last = 0;
        for (int i = 0; i < weights.length && target >= 0; i++) {
            if (weights[i] > 0) {
                last = i;
                target -= weights[i];
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
