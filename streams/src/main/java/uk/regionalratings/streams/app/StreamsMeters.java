package uk.regionalratings.streams.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.topology.Role;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/**
 * The health of this instance's Kafka Streams: a few sums over its own metrics, computed on demand. Kafka Streams has
 * thousands of metrics per instance, one set for each task and partition, which come and go as these move.
 */
final class StreamsMeters implements MeterBinder {
    private final KafkaStreams streams;
    private final RestoreProgress restoring;
    private final Backlog backlog;
    private final Set<Role> roles;
    private final String applicationId;

    StreamsMeters(
            KafkaStreams streams, RestoreProgress restoring, Backlog backlog, Set<Role> roles, String applicationId) {
        this.streams = streams;
        this.restoring = restoring;
        this.backlog = backlog;
        this.roles = roles;
        this.applicationId = applicationId;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (KafkaStreams.State state : KafkaStreams.State.values()) {
            gauge("ratings.streams.state", () -> streams.state() == state ? 1 : 0)
                    .tag("state", state.name())
                    .description("1 for the state that Kafka Streams is in, 0 for the others")
                    .register(registry);
        }
        gauge("ratings.streams.restoring.records", restoring::remaining)
                .description("Records of local state still to be read back")
                .register(registry);
        gauge("ratings.streams.dropped.records", () -> sum("stream-task-metrics", "dropped-records-total"))
                .description("Records that Kafka Streams itself dropped; must be 0, since each ends in a count of ours")
                .register(registry);
        FunctionCounter.builder("ratings.streams.commits", streams, any -> sum("stream-thread-metrics", "commit-total"))
                .description("Commits of the processing threads; none while there is nothing to commit")
                .register(registry);
        readTopics().forEach((label, topic) -> lag(registry, label, topic));
        if (roles.contains(Role.PROCESSOR)) {
            for (Topic topic : Set.of(Topics.AUTHORITY_RATINGS, Topics.AREA_RATINGS, Topics.RATING_CHANGED)) {
                gauge("ratings.streams.published.records", () -> published(topic))
                        .tag("topic", topic.name())
                        .description("Records published since this instance was given its tasks")
                        .register(registry);
            }
        }
    }

    /**
     * The topics that this instance reads, by the name that the metrics use: the repartition topic without the
     * application's name.
     */
    private Map<String, String> readTopics() {
        Map<String, String> topics = new LinkedHashMap<>();
        if (roles.contains(Role.PROCESSOR)) {
            topics.put(Topics.INSPECTION_PUBLISHED.name(), Topics.INSPECTION_PUBLISHED.name());
            topics.put(Topics.AUTHORITY_REGISTERED.name(), Topics.AUTHORITY_REGISTERED.name());
            topics.put(TopologyNames.MISPLACED_EVENT, TopologyNames.misplacedEventTopic(applicationId));
            topics.put(TopologyNames.TIMELINE_CHANGE, TopologyNames.timelineChangeTopic(applicationId));
        }
        if (roles.contains(Role.QUERY)) {
            topics.put(Topics.AUTHORITY_RATINGS.name(), Topics.AUTHORITY_RATINGS.name());
            topics.put(Topics.RATING_CHANGED.name(), Topics.RATING_CHANGED.name());
        }
        return topics;
    }

    private void lag(MeterRegistry registry, String label, String topic) {
        gauge("ratings.streams.lag.records", () -> sum(lags(topic)))
                .tag("topic", label)
                .description("Records of this instance's partitions not read yet, all partitions together")
                .register(registry);
        gauge(
                        "ratings.streams.lag.records.max",
                        () -> DoubleStream.of(lags(topic)).max().orElse(Double.NaN))
                .tag("topic", label)
                .description("Records not read yet in the partition that has most of them")
                .register(registry);
    }

    private static Gauge.Builder<?> gauge(String name, Supplier<Number> value) {
        return Gauge.builder(name, value).strongReference(true);
    }

    /**
     * The lag by partition. A consumer does not know its lag in a partition from which it has handed out nothing yet,
     * so the brokers are asked for that one.
     */
    private double[] lags(String topic) {
        Map<String, Double> lags = new HashMap<>();
        ofThisInstance(topic)
                .forEach(partition -> lags.put(String.valueOf(partition.partition()), backlog.records(partition)));
        metrics("consumer-fetch-manager-metrics", "records-lag", topic).forEach(metric -> {
            double lag = value(metric);
            if (!Double.isNaN(lag)) {
                lags.put(metric.metricName().tags().get("partition"), lag);
            }
        });
        return lags.values().stream()
                .mapToDouble(lag -> lag)
                .filter(lag -> !Double.isNaN(lag))
                .toArray();
    }

    /** The partitions of a topic that this instance processes. */
    private Stream<TopicPartition> ofThisInstance(String topic) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(topic));
    }

    private double published(Topic topic) {
        return sum(values("stream-topic-metrics", "records-produced-total", topic.name())
                .toArray());
    }

    private double sum(String group, String metric) {
        return sum(values(group, metric, null).toArray());
    }

    /** An unknown value must not be reported as zero. */
    private static double sum(double[] values) {
        return values.length == 0 ? Double.NaN : DoubleStream.of(values).sum();
    }

    /** @param topic null for all topics, and for metrics that have none */
    private DoubleStream values(String group, String metric, @Nullable String topic) {
        return metrics(group, metric, topic).mapToDouble(StreamsMeters::value);
    }

    private Stream<? extends Metric> metrics(String group, String metric, @Nullable String topic) {
        return streams.metrics().values().stream()
                .filter(one -> one.metricName().name().equals(metric)
                        && one.metricName().group().equals(group))
                .filter(one ->
                        topic == null || topic.equals(one.metricName().tags().get("topic")));
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
