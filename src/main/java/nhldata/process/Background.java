package nhldata.process;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** A task in a background thread, whose result is needed later. Used to run the steps of the startup in parallel. */
public final class Background<T> {

    private final FutureTask<T> task;

    private Background(Callable<T> work) {
        task = new FutureTask<>(work);
    }

    public static <T> Background<T> begin(String thread, Callable<T> work) {
        Background<T> begun = new Background<>(work);
        Thread worker = new Thread(begun.task, thread);
        worker.setDaemon(true);
        worker.start();
        return begun;
    }

    public static Background<Void> begin(String thread, Runnable work) {
        return begin(thread, () -> {
            work.run();
            return null;
        });
    }

    /** Waits for the result. Throws the exception of the task if it failed; a checked one is wrapped in an IllegalStateException. */
    public T get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during startup", e);
        }
    }

    /** Waits for the result and closes it. A failure of the task is ignored. */
    public void closeResult(Consumer<T> close) {
        try {
            T result = task.get();
            if (result != null) {
                close.accept(result);
            }
        } catch (ExecutionException e) {
            // a failed task leaves nothing open
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
