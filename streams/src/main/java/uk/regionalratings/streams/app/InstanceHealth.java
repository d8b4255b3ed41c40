package uk.regionalratings.streams.app;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import uk.regionalratings.streams.topology.Role;

/**
 * Whether an instance is alive, ready and able to answer questions, and if not, why. The process reports the steps of
 * its life; the state of Kafka Streams is read at each question. Thread-safe.
 */
final class InstanceHealth {
    private final KafkaStreams streams;
    private final Set<Role> roles;
    private final FailurePolicy failures;
    private final RegistryWait registry;
    private final RestoreProgress restoring;
    private volatile boolean restored;
    private volatile boolean failed;
    private volatile boolean stopping;

    /** The health of an instance that has not started. */
    InstanceHealth(
            KafkaStreams streams,
            Set<Role> roles,
            FailurePolicy failures,
            RegistryWait registry,
            RestoreProgress restoring) {
        this.streams = streams;
        this.roles = roles;
        this.failures = failures;
        this.registry = registry;
        this.restoring = restoring;
    }

    /** The table that queries read is in memory. */
    void restored() {
        restored = true;
    }

    /** Kafka Streams has failed and does not recover. */
    void failed() {
        failed = true;
    }

    /** The instance is about to stop. */
    void stopping() {
        stopping = true;
    }

    /** A failure from which Kafka Streams does not recover, and what to do; empty if there is none. */
    Optional<String> failure() {
        return failed
                ? Optional.of(failures.reason().orElse("Kafka Streams has failed; its log says why"))
                : Optional.empty();
    }

    /** Why there are no answers yet; empty if there are. */
    Optional<String> whyNotAnswering() {
        if (failed) {
            return Optional.of("Kafka Streams has failed");
        }
        return restored ? Optional.empty() : registry.reason().or(() -> Optional.of("the state is being restored"));
    }

    /** Why a load balancer should send questions elsewhere; empty if it need not. */
    Optional<String> whyNotReady() {
        if (stopping) {
            return Optional.of("the instance is stopping");
        }
        KafkaStreams.State state = streams.state();
        if (state == KafkaStreams.State.CREATED && registry.reason().isPresent()) {
            return registry.reason();
        }
        if (roles.contains(Role.QUERY) && !restored) {
            return registry.reason().or(() -> Optional.of("the table that queries read is being restored"));
        }
        // While partitions move, the data in memory still answers queries; an instance with only the processor role is
        // ready only while it processes.
        boolean moving = state == KafkaStreams.State.REBALANCING;
        if (state == KafkaStreams.State.RUNNING || (moving && roles.contains(Role.QUERY))) {
            return Optional.empty();
        }
        String progress = restoring.describe();
        return Optional.of("Kafka Streams is " + state + (progress.isEmpty() ? "" : ", restoring " + progress));
    }
}
