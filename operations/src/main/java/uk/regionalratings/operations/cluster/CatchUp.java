package uk.regionalratings.operations.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.GroupLag;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;

/**
 * Waits until everything that was published has been applied and is visible: no record lies beyond the offsets that the
 * topology has committed, in its input and between its two halves, and the read model has the latest record of each
 * authority.
 */
public final class CatchUp implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Checks cost computing time that the pipeline needs, so the pause is a tenth of the time waited so far, within these limits. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    /** Each check reads only one record, and would otherwise fetch a megabyte. */
    private static final int FETCH_BYTES = 16 * 1024;
    /** A fetch for a partition without new records delays the next fetch, by default for half a second. */
    private static final int FETCH_WAIT_MS = 10;

    /** The first report comes soon, later ones from time to time. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(1);

    private static final Duration NEXT_WORD = Duration.ofSeconds(10);

    private final String applicationId;
    private final java.util.function.Consumer<String> listener;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final ContractSerdes serdes;

    /** @param applicationId the group of the processing instances */
    public CatchUp(Settings settings, String applicationId) {
        this(settings, applicationId, said -> {});
    }

    /**
     * Reports to a person who waits.
     *
     * @param applicationId the group of the processing instances
     * @param listener called with how far behind the topology is, after one second and then every ten seconds
     */
    public CatchUp(Settings settings, String applicationId, java.util.function.Consumer<String> listener) {
        this.applicationId = applicationId;
        this.listener = listener;
        this.admin = Admin.create(settings.kafkaClient());
        Map<String, Object> config = settings.kafkaClient();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.serdes = new ContractSerdes(RegistryClients.open(settings));
    }

    /**
     * Waits.
     *
     * @param view the read model that must have the results; null to wait only for the processing
     * @throws IllegalStateException if it takes longer than {@code timeout}; the message says what is missing
     * @throws ClusterException if the brokers refuse or do not answer
     */
    public void await(@Nullable RatingsView view, Duration timeout) {
        await(view, timeout, Optional::empty);
    }

    /**
     * Waits unless the process fails.
     *
     * @param view the read model that must have the results; null to wait only for the processing
     * @param failure why the processing has ended, so that waiting is useless; empty if it has not
     * @throws IllegalStateException if it has ended, or if it takes longer than {@code timeout}; the message says what
     *     is missing
     * @throws ClusterException if the brokers refuse or do not answer
     */
    public void await(@Nullable RatingsView view, Duration timeout, Supplier<Optional<String>> failure) {
        Patience patience = new Patience(timeout, failure);
        awaitProcessed(patience);
        if (view != null) {
            awaitVisible(view, patience);
        }
    }

    /** The limits of one wait: its time-out, a failure that makes it useless, and the times of its reports. */
    private final class Patience {
        private final Supplier<Optional<String>> failure;
        private final long start;
        private final long deadline;
        private long word;

        Patience(Duration timeout, Supplier<Optional<String>> failure) {
            long now = System.nanoTime();
            this.failure = failure;
            this.start = now;
            this.deadline = now + timeout.toNanos();
            this.word = now + FIRST_WORD.toNanos();
        }

        /** Pauses before the next check. */
        void with(String unmet) {
            failure.get().ifPresent(why -> {
                throw new IllegalStateException("the pipeline has failed: " + why);
            });
            long now = System.nanoTime();
            if (now > deadline) {
                throw new IllegalStateException("the pipeline did not catch up in time: " + unmet);
            }
            if (now > word) {
                word = now + NEXT_WORD.toNanos();
                listener.accept("waiting for " + applicationId + ", " + behind().orElse(unmet));
            }
            long tenth = (now - start) / 10;
            LockSupport.parkNanos(Math.min(LONGEST_PAUSE.toNanos(), Math.max(SHORTEST_PAUSE.toNanos(), tenth)));
        }
    }

    /** How far the topology is behind, for a person; empty if the offsets show no backlog. */
    private Optional<String> behind() {
        try {
            GroupLag lag = GroupLag.read(admin, applicationId, input());
            long records = input().stream().mapToLong(lag::records).sum();
            String where = input().stream()
                    .filter(topic -> lag.records(topic) > 0)
                    .map(topic -> lag.records(topic) + " of " + topic)
                    .collect(Collectors.joining(", "));
            return records == 0 ? Optional.empty() : Optional.of(records + " records behind: " + where);
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** In the order of the data flow, so that records which one step commits are seen as input of the next. */
    private List<String> input() {
        return List.of(
                Topics.AUTHORITY_REGISTERED.name(),
                Topics.INSPECTION_PUBLISHED.name(),
                TopologyNames.misplacedEventTopic(applicationId),
                TopologyNames.timelineChangeTopic(applicationId));
    }

    private void awaitProcessed(Patience patience) {
        for (String topic : input()) {
            List<TopicPartition> partitions = partitions(topic);
            while (hasOpenTransaction(partitions) || hasUnprocessed(partitions)) {
                patience.with("records of " + topic + " are not processed yet");
            }
        }
        for (Topic topic : List.of(Topics.AUTHORITY_RATINGS, Topics.AREA_RATINGS, Topics.RATING_CHANGED)) {
            List<TopicPartition> partitions = partitions(topic.name());
            while (hasOpenTransaction(partitions)) {
                patience.with("a transaction on " + topic.name() + " is not complete yet");
            }
        }
    }

    /**
     * Whether an open transaction still holds back records. A commit becomes visible in the input's offsets a little
     * earlier than in the output topics, and much earlier if the broker became unavailable in between.
     */
    private boolean hasOpenTransaction(Collection<TopicPartition> partitions) {
        return !OpenTransactions.firstOffsets(admin, partitions).isEmpty();
    }

    /** Whether a record lies between the committed offset and the end. Records that a poll finds count, too. */
    private boolean hasUnprocessed(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            consumer.assign(List.of(partition));
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
            if (readTo(consumer.endOffsets(List.of(partition)), 1).size() > 0) {
                return true;
            }
        }
        return false;
    }

    private List<ConsumerRecord<byte[], byte[]>> readTo(Map<TopicPartition, Long> ends, int atMost) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        while (found.size() < atMost
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            polled.forEach(found::add);
        }
        return found;
    }

    private void awaitVisible(RatingsView view, Patience patience) {
        List<TopicPartition> partitions = partitions(Topics.AUTHORITY_RATINGS.name());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        TopicReader<AuthorityRatings> reader = serdes.authorityRatingsReader();
        Map<String, AuthorityRatings> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> row : readTo(consumer.endOffsets(partitions), Integer.MAX_VALUE)) {
            read(reader, row).ifPresent(ratings -> latest.put(ratings.getAuthorityId(), ratings));
        }
        latest.forEach((authorityId, wanted) -> {
            while (!view.holds(wanted)) {
                patience.with("the read model does not hold authority " + authorityId + " yet");
            }
        });
    }

    /** Empty for unreadable records, which the read model also skips and reports. */
    private static Optional<AuthorityRatings> read(
            TopicReader<AuthorityRatings> reader, ConsumerRecord<byte[], byte[]> row) {
        try {
            return Optional.of(reader.read(row.key(), row.value()));
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        return partitions;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return Answers.of(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
