package nhldata.process;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** Something that is begun on a thread of its own while the caller goes on with what does not need it: a start is mostly waiting in turn. */
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

    /** What came of it, when it is done; its own exception if it failed, a checked one as the cause of an IllegalStateException. */
    public T get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            if (e.getCause() instanceof Error broken) {
                throw broken;
            }
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it started", e);
        }
    }

    /** Waits for its end and closes what came of it, if anything did: a failure of its own is not told of again. */
    public void giveUp(Consumer<T> close) {
        try {
            T result = task.get();
            if (result != null) {
                close.accept(result);
            }
        } catch (ExecutionException e) {
            // it has left nothing open
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
