package uk.regionalratings.streams.app;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegisteredSchemas;
import uk.regionalratings.topics.SchemaLookup;

/**
 * Waits while the schema registry is unavailable, however long that takes. Says which registry that is and what to do,
 * once in the log and in every answer meanwhile. Thread-safe.
 */
final class RegistryWait implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryWait.class);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final String address;
    private final Duration askAgain;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String reason;

    RegistryWait(String address) {
        this(address, ASK_AGAIN);
    }

    /** @param askAgain the pause between two attempts */
    RegistryWait(String address, Duration askAgain) {
        this.address = address;
        this.askAgain = askAgain;
    }

    /** An operation that may need the registry. */
    @FunctionalInterface
    interface Question<T, E extends Exception> {
        /** @throws SchemaLookup.RegistryUnavailableException if the registry cannot be reached */
        T ask() throws E;
    }

    /**
     * Repeats a question until the registry answers.
     *
     * @return the answer; empty if this object was closed meanwhile
     */
    <T, E extends Exception> Optional<T> ask(Question<T, E> question) throws E {
        do {
            try {
                T answer = question.ask();
                reason = null;
                return Optional.of(answer);
            } catch (SchemaLookup.RegistryUnavailableException e) {
                tell(unreachable(e.getCause() == null ? e : e.getCause()));
            }
        } while (!isClosedSoon());
        return Optional.empty();
    }

    /**
     * Waits until the registry is available.
     *
     * @param writes whether its schemas are needed too; they are then cached, and the registry may become unavailable
     *     again
     * @return false if this object was closed meanwhile
     */
    boolean awaitReady(ContractSerdes serdes, boolean writes) {
        do {
            try {
                String missing = writes ? missing(RegisteredSchemas.states(serdes)) : "";
                if (!writes) {
                    RegisteredSchemas.requireReachable(serdes);
                }
                if (missing.isEmpty()) {
                    reason = null;
                    return true;
                }
                tell("the schema registry at " + address + " lacks this version's schemas of " + missing
                        + ": run ./ratings setup");
            } catch (IOException e) {
                tell(unreachable(e));
            }
        } while (!isClosedSoon());
        return false;
    }

    private static String missing(Map<String, RegisteredSchemas.State> states) {
        return states.entrySet().stream()
                .filter(subject -> subject.getValue() != RegisteredSchemas.State.REGISTERED)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    /** Describes why the registry cannot be reached, and what to do. */
    String unreachable(Throwable cause) {
        return "the schema registry at " + address + " can't be asked (" + cause.getMessage()
                + "): start it, or correct schema.registry.url and its credentials";
    }

    private void tell(String why) {
        if (!why.equals(reason)) {
            LOG.warn("Waiting: {}", why);
        }
        reason = why;
    }

    private boolean isClosedSoon() {
        try {
            return closed.await(askAgain.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Why a thread is waiting; empty if none is. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Ends all waits. */
    @Override
    public void close() {
        closed.countDown();
    }
}
