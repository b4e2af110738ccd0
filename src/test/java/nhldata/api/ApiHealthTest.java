package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiHealthTest {

    private final ApiHealth health = new ApiHealth(Clock.systemUTC(), Duration.ofMinutes(5));

    @Test
    void aGameThatFailsWhileOthersAreAnsweredIsGivenUpAfterItsRedeliveries() {
        fail(8);
        assertTrue(health.shouldRetry(7, 7));
        assertFalse(health.shouldRetry(8, 7));
    }

    @Test
    void noGameIsGivenUpWhileTheApiAnswersNobody() {
        fail(20);
        assertTrue(health.shouldRetry(50, 7));
    }

    @Test
    void oneGoodAnswerIsEnoughToBlameTheGameAgain() {
        fail(20);
        health.recordResponse(200, null, new byte[0]);
        assertFalse(health.shouldRetry(8, 7));
    }

    @Test
    void inDoubtBetweenTwentyFailuresAndDeath() {
        fail(19);
        assertFalse(health.needsProbe());
        fail(1);
        assertTrue(health.needsProbe());
        ApiHealth dead = new ApiHealth(Clock.systemUTC(), Duration.ZERO);
        IntStream.range(0, 20).forEach(i -> dead.recordFailure());
        assertFalse(dead.needsProbe());
    }

    @Test
    void theFirstGameOfANewerRunBeginsAnewAndOneOfAnOlderRunDoesNot() {
        health.resetForRun("20261122-100000-sweep-3f9a1c");
        fail(20);
        health.resetForRun("20261122-100000-sweep-3f9a1c");
        health.resetForRun("20261121-100000-sweep-ffffff");
        assertTrue(health.shouldRetry(50, 7));
        health.resetForRun("20261123-100000-sweep-000000");
        assertFalse(health.shouldRetry(50, 7));
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(i -> health.recordFailure());
    }
}
