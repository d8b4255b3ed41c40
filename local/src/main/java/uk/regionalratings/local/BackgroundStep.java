package uk.regionalratings.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step that runs in its own thread while the caller continues. The thread does not keep the JVM alive.
 *
 * @param <T> the type of the step's result
 */
final class BackgroundStep<T> {
    private final CompletableFuture<T> result;

    private BackgroundStep(String name, Supplier<T> step) {
        this.result = CompletableFuture.supplyAsync(step, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Starts a step. */
    static <T> BackgroundStep<T> call(String name, Supplier<T> step) {
        return new BackgroundStep<>(name, step);
    }

    /** Starts a step without a result. */
    static BackgroundStep<@Nullable Void> run(String name, Runnable step) {
        return new BackgroundStep<>(name, () -> {
            step.run();
            return null;
        });
    }

    /** Waits for the result. If the step failed, throws its exception. */
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
