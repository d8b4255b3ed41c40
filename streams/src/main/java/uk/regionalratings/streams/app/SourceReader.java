package uk.regionalratings.streams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.ContractViolation;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.ProvenanceHeaders;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;
import uk.regionalratings.vocabulary.Provenance;

/**
 * Reads from the headers of {@code inspection-published} which documents inspections were read from. Only records that have these headers
 * are decoded. The topology does not carry them: they are no part of what an inspection says, and decide nothing (docs/decisions/0020). What
 * can't be read is none of its business: the topology rejects it.
 */
final class SourceReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    /** Most records have none of these headers, so that little of what lies in the buffers is kept. */
    private static final int FETCHED_BYTES = 4 << 20;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicReader<InspectionPublished> inspections;
    private final RegistryWait registry;
    private final InspectionSources sources;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "source-reader");
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable String trouble;

    /**
     * A reader that has not begun yet.
     *
     * @param consumers opens a consumer that is assigned nothing
     * @param sources gets what is read
     */
    SourceReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            ContractSerdes serdes,
            RegistryWait registry,
            InspectionSources sources) {
        this.consumers = consumers;
        this.inspections = serdes.inspectionPublishedReader();
        this.registry = registry;
        this.sources = sources;
        thread.setDaemon(true);
    }

    /** Begins to read. */
    void start() {
        thread.start();
    }

    /** Waits until what lay in the topic at the start has been read, but no longer than {@code limit}: answers have more to tell than this. */
    void awaitCaughtUp(Duration limit) {
        try {
            var unused = caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why answers may lack documents; empty when they lack none. */
    Optional<String> reason() {
        String why = trouble;
        if (why != null) {
            return Optional.of(why);
        }
        return caughtUp.getCount() == 0
                ? Optional.empty()
                : Optional.of("the documents that inspections were read from are not all known yet");
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> reader = consumers.get()) {
                consumer = reader;
                read(reader);
            } catch (WakeupException e) {
                return;
            } catch (AuthorizationException e) {
                tell("the brokers refuse to let " + Topics.INSPECTION_PUBLISHED.name() + " be read (" + e.getMessage()
                        + "): run ./ratings access");
            } catch (KafkaException e) {
                tell(Topics.INSPECTION_PUBLISHED.name() + " can't be read (" + e.getMessage() + ")");
            }
        } while (!isClosedWithin(AFTER_TROUBLE));
    }

    private void tell(String why) {
        String before = trouble;
        trouble = "the documents that inspections were read from are not known: " + why;
        if (before == null) {
            LOG.warn("Answers lack the documents that inspections were read from: {}", why);
        }
    }

    /** @param client what a Kafka client of this process starts from */
    static Consumer<byte[], byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void read(Consumer<byte[], byte[]> reader) {
        String topic = Topics.INSPECTION_PUBLISHED.name();
        List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("the brokers have no such topic: run ./ratings setup");
        }
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        while (closed.getCount() > 0) {
            if (caughtUp.getCount() > 0
                    && ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue())) {
                caughtUp.countDown();
            }
            reader.poll(POLL).forEach(this::take);
            trouble = null;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> event) {
        Provenance provenance = ProvenanceHeaders.read(event.headers()).orElse(null);
        if (provenance == null) {
            return;
        }
        try {
            InspectionPublished read = registry.ask(() -> inspections.read(event.key(), event.value()))
                    .orElse(null);
            if (read != null) {
                sources.add(ContractMapping.toInspection(read), provenance);
            }
        } catch (UnreadableRecordException | ContractViolation e) {
            LOG.debug("{}-{} at {} is no inspection", event.topic(), event.partition(), event.offset(), e);
        }
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
    }
}
