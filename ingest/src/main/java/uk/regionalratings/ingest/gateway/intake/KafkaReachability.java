package uk.regionalratings.ingest.gateway.intake;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.topics.ClusterClock;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegisteredSchemas;

/**
 * Checks every few seconds whether broker and registry are available. While they are not, requests are refused at once
 * instead of waiting; they are accepted again as soon as both are back.
 */
public final class KafkaReachability implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReachability.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    /**
     * The registry and the clock are checked only every so many rounds: the gateway already has what it needs from the
     * registry.
     */
    private static final int SELDOM = 5;

    private final Admin admin;
    private final ContractSerdes serdes;
    private final GatewayClock clock;
    private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kafka-reachability");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable String kafka;
    private volatile @Nullable String registry;
    private int probes;

    /** @param admin closed with this object */
    public KafkaReachability(Admin admin, ContractSerdes serdes, Clock clock) {
        this.admin = admin;
        this.serdes = serdes;
        this.clock = new GatewayClock(clock, () -> ClusterClock.ahead(admin, clock, ANSWER), System::nanoTime);
    }

    /** Starts the checks; the clocks have been compared when this returns. */
    public void start() {
        clock.look();
        var unused =
                prober.scheduleWithFixedDelay(this::probe, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why nothing can be sent; empty if Kafka answers and would accept our time. */
    public Optional<String> kafkaProblem() {
        return Optional.ofNullable(kafka).or(clock::problem);
    }

    /** Notes a failed delivery. */
    public void note(Throwable failure) {
        clock.note(failure);
    }

    /** Why the registry can't be reached; empty if it answers. */
    public Optional<String> registryProblem() {
        return Optional.ofNullable(registry);
    }

    private void probe() {
        try {
            kafka = told(kafka, probeKafka());
            boolean askAll = probes++ % SELDOM == 0;
            if (kafka == null && (askAll || clock.problem().isPresent())) {
                clock.look();
            }
            if (askAll || registry != null) {
                registry = told(registry, probeRegistry());
            }
        } catch (RuntimeException e) {
            LOG.error("Probing failed", e);
        }
    }

    private static @Nullable String told(@Nullable String before, @Nullable String now) {
        if (before == null && now != null) {
            LOG.warn("{}", now);
        } else if (before != null && now == null) {
            LOG.info("Resolved: {}", before);
        }
        return now;
    }

    private @Nullable String probeKafka() {
        try {
            admin.describeCluster().nodes().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return "Kafka does not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return kafka;
        }
    }

    private @Nullable String probeRegistry() {
        try {
            RegisteredSchemas.requireReachable(serdes);
            return null;
        } catch (IOException e) {
            return "the schema registry does not answer";
        }
    }

    @Override
    public void close() {
        prober.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
