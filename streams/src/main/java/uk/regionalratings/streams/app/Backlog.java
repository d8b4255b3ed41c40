package uk.regionalratings.streams.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.Topics;

/**
 * The records that the topology has not applied yet, on any instance. Asks the brokers every two seconds, because the
 * consumers of one instance know nothing about partitions that they have not started to read. Answers mention the
 * backlog while records that existed two looks ago are still not applied. Thread-safe.
 */
final class Backlog implements MeterBinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /**
     * Twice this interval is longer than an event takes through a pipeline that keeps up, even on a busy machine. Such
     * a pipeline is never reported as behind.
     */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Results older than this are not used. */
    private static final Duration HOLDS = Duration.ofSeconds(30);

    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int API_TIMEOUT_MS = 10_000;

    private final Map<String, Object> client;
    private final String applicationId;
    /** Topic names by the name that the metrics use. */
    private final Map<String, String> topics = new LinkedHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "backlog");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Long started;
    private volatile @Nullable Look last;
    private volatile @Nullable Admin admin;
    private boolean refused;

    /**
     * Does nothing until {@link #start()}.
     *
     * @param client the configuration shared by the Kafka clients of this process
     * @param applicationId the consumer group of the processing instances
     */
    Backlog(Map<String, Object> client, String applicationId) {
        this.client = client;
        this.applicationId = applicationId;
        topics.put(Topics.INSPECTION_PUBLISHED.name(), Topics.INSPECTION_PUBLISHED.name());
        topics.put(Topics.AUTHORITY_REGISTERED.name(), Topics.AUTHORITY_REGISTERED.name());
        topics.put(TopologyNames.MISPLACED_EVENT, TopologyNames.misplacedEventTopic(applicationId));
        topics.put(TopologyNames.TIMELINE_CHANGE, TopologyNames.timelineChangeTopic(applicationId));
    }

    /**
     * The result of one look, with those of the last look and the one before it. The first look takes the place of
     * both.
     */
    private record Look(long nanos, GroupLag lag, GroupLag last, GroupLag earlier) {
        boolean isBehindIn(String topic) {
            return !lag.hasReachedEndOf(topic, earlier);
        }
    }

    /** Starts the regular looks. */
    void start() {
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        admin = Admin.create(client);
        started = System.nanoTime();
        var unused = timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Admin brokers = admin;
        if (brokers == null) {
            return;
        }
        try {
            Look before = known();
            GroupLag lag = GroupLag.read(brokers, applicationId, topics.values());
            last = before == null
                    ? new Look(System.nanoTime(), lag, lag, lag)
                    : new Look(System.nanoTime(), lag, before.lag, before.last);
            refused = false;
        } catch (ExecutionException | KafkaException e) {
            // Log only the first failure: the next look, two seconds later, fails for the same reason.
            if (!refused) {
                LOG.warn(
                        "The brokers do not report the position of {}, so answers say that they may lack something. If"
                                + " the brokers refuse access, grant this user its rights with ./ratings access",
                        applicationId,
                        e);
            }
            refused = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Look known() {
        Look look = last;
        return look == null || isOld(look.nanos) ? null : look;
    }

    private static boolean isOld(long nanos) {
        return System.nanoTime() - nanos > HOLDS.toNanos();
    }

    /** The topics with a backlog, in the order of the data flow; null if the brokers do not answer. */
    @Nullable
    List<PipelineStatus.Behind> behind() {
        Look look = known();
        return look == null
                ? null
                : topics.values().stream()
                        .filter(look::isBehindIn)
                        .map(topic -> new PipelineStatus.Behind(
                                topic,
                                look.lag.records(topic),
                                look.lag.notBegun(topic).size()))
                        .toList();
    }

    /** The number of records of a partition that are not applied yet; NaN if the brokers do not answer. */
    double records(TopicPartition partition) {
        Look look = known();
        GroupLag.Place place = look == null ? null : look.lag.places().get(partition);
        return place == null ? Double.NaN : place.records();
    }

    /** Why answers may be incomplete, in ASCII; empty if the backlog gives no reason. */
    List<String> reasons() {
        List<PipelineStatus.Behind> behind = behind();
        if (behind == null) {
            Long since = started;
            return since != null && isOld(since)
                    ? List.of("the brokers do not tell whether all records are applied")
                    : List.of();
        }
        return behind.stream()
                .map(one -> one.records() + " records of " + one.topic() + " are not applied yet")
                .toList();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        topics.forEach((label, topic) -> Gauge.builder("ratings.backlog.records", () -> {
                    Look look = known();
                    return look == null ? Double.NaN : look.lag.records(topic);
                })
                .strongReference(true)
                .tag("topic", label)
                .description("Records that no instance has applied yet, in all partitions")
                .register(registry));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Admin brokers = admin;
        if (brokers != null) {
            brokers.close(Duration.ZERO);
        }
    }
}
