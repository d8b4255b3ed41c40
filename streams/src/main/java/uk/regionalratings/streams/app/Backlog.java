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
import uk.regionalratings.streams.topology.Names;
import uk.regionalratings.topics.Topics;

/**
 * What lies in the topics that the topology reads and is not applied yet, whoever applies it: asked of the brokers every two seconds, since
 * the consumers of one instance know nothing of partitions that they have not begun. Answers say so as long as records that were there two looks
 * ago have not been applied. For any number of threads.
 */
final class Backlog implements MeterBinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /** Two of these are longer than an event takes through a pipeline that keeps up, on a busy machine, too: such a one is never behind. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** What was found longer ago says nothing of now. */
    private static final Duration HOLDS = Duration.ofSeconds(30);

    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int API_TIMEOUT_MS = 10_000;

    private final Map<String, Object> client;
    private final String applicationId;
    /** What the metrics call a topic, and its name. */
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
     * Looks at nothing before {@link #start()}.
     *
     * @param client what a Kafka client of this process starts from
     * @param applicationId the group of the instances that process
     */
    Backlog(Map<String, Object> client, String applicationId) {
        this.client = client;
        this.applicationId = applicationId;
        topics.put(Topics.INSPECTION_PUBLISHED.name(), Topics.INSPECTION_PUBLISHED.name());
        topics.put(Topics.AUTHORITY_REGISTERED.name(), Topics.AUTHORITY_REGISTERED.name());
        topics.put(Names.MISPLACED_EVENT, Names.misplacedEventTopic(applicationId));
        topics.put(Names.TIMELINE_CHANGE, Names.timelineChangeTopic(applicationId));
    }

    /** What one look found, the last one before it and the one before that; the first look has none and stands for them. */
    private record Look(long nanos, GroupLag lag, GroupLag last, GroupLag earlier) {
        boolean isBehindIn(String topic) {
            return !lag.hasReachedEndOf(topic, earlier);
        }
    }

    /** Begins to look. */
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
            // Once: the next look, two seconds later, fails for the same reason.
            if (!refused) {
                LOG.warn(
                        "The brokers do not tell how far {} is, so answers say that they may lack something. Where they"
                                + " refuse, give this user its rights with ./ratings access",
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

    /** By topic, in the order of the flow; null when the brokers do not tell. */
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

    /** Records of a partition that are not applied yet; not a number when the brokers do not tell. */
    double records(TopicPartition partition) {
        Look look = known();
        GroupLag.Place place = look == null ? null : look.lag.places().get(partition);
        return place == null ? Double.NaN : place.records();
    }

    /** Why answers may lack something, in ASCII; empty when they lack nothing for this reason. */
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
