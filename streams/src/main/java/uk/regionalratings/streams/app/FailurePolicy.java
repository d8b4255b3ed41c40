package uk.regionalratings.streams.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.streams.topology.DamagedStateException;
import uk.regionalratings.streams.topology.StateFormatException;
import uk.regionalratings.topics.SchemaLookup;

/**
 * Decides what happens when a processing thread fails. A new thread normally takes over from the last commit. If
 * failures follow each other too fast for that to help, the process ends. If the registry is unavailable, the process
 * waits for it. If the state was written by another version of the software or cannot be read, the process ends at once
 * and the other instances continue.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);

    /**
     * Part of the message with which Kafka Streams reports that an internal topic was created for another topology. It
     * has no exception for that case alone.
     */
    private static final String OTHER_PARTITIONS = "has invalid partitions";

    static final int MOST_FAILURES = 10;
    static final Duration WITHIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final RegistryWait registry;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private volatile @Nullable String reason;

    /** @param registry describes an unavailable registry */
    FailurePolicy(Clock clock, RegistryWait registry) {
        this.clock = clock;
        this.registry = registry;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        StateFormatException otherFormat = cause(failure, StateFormatException.class);
        if (otherFormat != null) {
            return end(String.valueOf(otherFormat.getMessage()));
        }
        DamagedStateException damaged = cause(failure, DamagedStateException.class);
        if (damaged != null) {
            return end(String.valueOf(damaged.getMessage()));
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof StreamsException && message.contains(OTHER_PARTITIONS)) {
            return end("another version of the software keeps the state of this group in other partitions;"
                    + " docs/operations/upgrade.md says what to do");
        }
        SchemaLookup.RegistryUnavailableException away =
                cause(failure, SchemaLookup.RegistryUnavailableException.class);
        if (away != null) {
            LOG.warn("Waiting: {}", registry.unreachable(root(away)));
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        Instant now = clock.instant();
        failures.add(now);
        while (failures.getFirst().isBefore(now.minus(WITHIN))) {
            failures.removeFirst();
        }
        if (failures.size() > MOST_FAILURES) {
            return end(failures.size() + " failures within " + WITHIN.toMinutes() + " minutes, the last: "
                    + root(failure));
        }
        LOG.error("A processing thread failed; another one takes over from the last commit", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse end(String why) {
        reason = why;
        // Omits the stack trace, because Kafka Streams logs the failure itself.
        LOG.error("This instance ends: {}", why);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Why the process should end, for a person to read; empty while it need not. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
