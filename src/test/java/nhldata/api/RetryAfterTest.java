package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import nhldata.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TestClock clock = new TestClock(NOW);
    private final TestClock steady = new TestClock(NOW);
    private final RetryAfter retryAfter = new RetryAfter(clock, steady, Duration.ofSeconds(120));

    @Test
    void nobodyWaitsBeforeTheFirstAnswer() {
        assertEquals(0, retryAfter.remainingMillis());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                                         | 7
            ' 7 '                                     | 7
            007                                       | 7
            0                                         | 0
            120                                       | 120
            99999                                     | 120
            9999999999                                | 120
            99999999999999999999999999                | 120
            -5                                        | 0
            1.5                                       | 0
            soon                                      | 0
            ''                                        | 0
            ٧                                         | 0
            Sun, 22 Nov 2026 10:00:30 GMT             | 30
            Sun, 22 Nov 2026 09:59:30 GMT             | 0
            Fri, 31 Dec 9999 23:59:59 GMT             | 120
            Mon, 22 Nov 2026 10:00:30 GMT             | 0
            2026-11-22T10:00:30Z                      | 0
            """)
    void waitsAsLongAsItWasToldWithinTheCap(String value, int seconds) {
        retryAfter.apply(value);
        assertSeconds(seconds);
    }

    @Test
    void theWaitEnds() {
        retryAfter.apply("10");
        steady.set(NOW.plusSeconds(9));
        assertSeconds(1);
        steady.set(NOW.plusSeconds(10));
        assertEquals(0, retryAfter.remainingMillis());
        steady.set(NOW.plusSeconds(11));
        assertEquals(0, retryAfter.remainingMillis());
    }

    @Test
    void aClockThatIsPutBackOrForwardChangesNoWait() {
        retryAfter.apply("Sun, 22 Nov 2026 10:00:30 GMT");
        clock.set(NOW.minusSeconds(86_400));
        assertSeconds(30);
        clock.set(NOW.plusSeconds(86_400));
        assertSeconds(30);
    }

    @Test
    void aShorterWaitNeverShortensALongerOne() {
        retryAfter.apply("60");
        retryAfter.apply("5");
        retryAfter.apply("garbage");
        assertSeconds(60);
        retryAfter.apply("90");
        assertSeconds(90);
    }

    @Test
    void tellsForHowLongTheApiAsksForQuiet() {
        assertEquals(20_001, retryAfter.requestedMillis(429, "20"));
        assertEquals(5_001, retryAfter.requestedMillis(503, "5"), "what this answer asks for, whatever was asked before");
        assertEquals(120_001, retryAfter.requestedMillis(503, "99999"));
        assertSeconds(120);
    }

    @Test
    void anAnswerNeedNotAskForQuiet() {
        assertEquals(0, retryAfter.requestedMillis(429, null));
        assertEquals(0, retryAfter.requestedMillis(429, " "));
        assertEquals(0, retryAfter.requestedMillis(429, "soon"));
        assertEquals(0, retryAfter.requestedMillis(200, "20"));
        assertEquals(0, retryAfter.remainingMillis());
    }

    /** A millisecond more, so that no request goes out within the last one. */
    private void assertSeconds(int seconds) {
        assertEquals(seconds == 0 ? 0 : seconds * 1000L + 1, retryAfter.remainingMillis());
    }
}
