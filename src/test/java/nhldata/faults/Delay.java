package nhldata.faults;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import nhldata.faults.wire.Deed;
import nhldata.faults.wire.Verdict;

/** Faults that take time, and those that mend themselves after a while. */
final class Delay {

    /** An action that may fail; then the trial fails by what it left undone. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private Delay() {
    }

    /** The message is held for so long, then it goes on. */
    static Deed of(int millis) {
        return () -> {
            TimeUnit.MILLISECONDS.sleep(millis);
            return Verdict.PASS;
        };
    }

    static void later(int seconds, Action action) {
        run(action, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
    }

    static void inBackground(Action action) {
        run(action, ForkJoinPool.commonPool());
    }

    private static void run(Action action, Executor executor) {
        CompletableFuture.runAsync(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, executor);
    }
}
