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
        assertTrue(health.isWorthAnotherTry(7, 7));
        assertFalse(health.isWorthAnotherTry(8, 7));
    }

    @Test
    void noGameIsGivenUpWhileTheApiAnswersNobody() {
        fail(20);
        assertTrue(health.isWorthAnotherTry(50, 7));
    }

    @Test
    void oneGoodAnswerIsEnoughToBlameTheGameAgain() {
        fail(20);
        health.answered(200, null, new byte[0]);
        assertFalse(health.isWorthAnotherTry(8, 7));
    }

    @Test
    void inDoubtBetweenTwentyFailuresAndDeath() {
        fail(19);
        assertFalse(health.isInDoubt());
        fail(1);
        assertTrue(health.isInDoubt());
        ApiHealth dead = new ApiHealth(Clock.systemUTC(), Duration.ZERO);
        IntStream.range(0, 20).forEach(i -> dead.failed());
        assertFalse(dead.isInDoubt());
    }

    @Test
    void theFirstGameOfANewerRunBeginsAnewAndOneOfAnOlderRunDoesNot() {
        health.beginOf("20261122-100000-sweep-3f9a1c");
        fail(20);
        health.beginOf("20261122-100000-sweep-3f9a1c");
        health.beginOf("20261121-100000-sweep-ffffff");
        assertTrue(health.isWorthAnotherTry(50, 7));
        health.beginOf("20261123-100000-sweep-000000");
        assertFalse(health.isWorthAnotherTry(50, 7));
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(i -> health.failed());
    }
}
