package uk.regionalratings.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step that runs in a thread of its own while the caller goes on. The thread does not keep the JVM alive.
 *
 * @param <T> what the step results in
 */
final class Beside<T> {
    private final CompletableFuture<T> result;

    private Beside(String name, Supplier<T> step) {
        this.result = CompletableFuture.supplyAsync(step, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Starts a step. */
    static <T> Beside<T> call(String name, Supplier<T> step) {
        return new Beside<>(name, step);
    }

    /** Starts a step without a result. */
    static Beside<@Nullable Void> run(String name, Runnable step) {
        return new Beside<>(name, () -> {
            step.run();
            return null;
        });
    }

    /** Waits for the result. Throws what the step threw, as if the caller had run it. */
    T await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(cause);
        }
    }
}
