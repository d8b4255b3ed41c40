package uk.regionalratings.streams.app;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.view.FactDecoder;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.topics.ProvenanceHeaders;
import uk.regionalratings.topics.Topics;

/**
 * Reads the facts beside the topology, which keeps only their results. The facts give answers their versions
 * (docs/decisions/0029); the headers of {@code inspection-published} name the documents that inspections were read from
 * (docs/decisions/0020). Ignores unreadable records: the topology rejects them.
 */
final class FactReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactReader.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    /** The most bytes that the consumer buffers. */
    private static final int FETCHED_BYTES = 4 << 20;

    private static final List<String> TOPICS =
            List.of(Topics.INSPECTION_PUBLISHED.name(), Topics.AUTHORITY_REGISTERED.name());

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<String> identity;
    private final FactDecoder decoder;
    private final RegistryWait registry;
    private final InspectionSources sources;
    private final VersionedView versions;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "fact-reader");
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable String trouble;

    /**
     * A reader that has not started yet.
     *
     * @param consumers opens a consumer without assigned partitions
     * @param identity asks the brokers for the identity of the topics, see
     *     {@link uk.regionalratings.streams.view.Version}
     * @param sources receives the documents
     * @param versions receives the facts
     */
    FactReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<String> identity,
            FactDecoder decoder,
            RegistryWait registry,
            InspectionSources sources,
            VersionedView versions) {
        this.consumers = consumers;
        this.identity = identity;
        this.decoder = decoder;
        this.registry = registry;
        this.sources = sources;
        this.versions = versions;
        thread.setDaemon(true);
    }

    /** Starts to read. */
    void start() {
        thread.start();
    }

    /**
     * Waits until everything that was in the topics at the start has been read, at most for {@code limit}: from then on
     * answers have versions and documents.
     */
    void awaitCaughtUp(Duration limit) {
        try {
            var unused = caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why answers may lack a version and documents; empty if nothing is missing. */
    Optional<String> reason() {
        String why = trouble;
        if (why != null) {
            return Optional.of(why);
        }
        return caughtUp.getCount() == 0
                ? Optional.empty()
                : Optional.of("the facts are not all known yet, nor the documents that inspections were read from");
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> reader = consumers.get()) {
                consumer = reader;
                read(reader);
            } catch (WakeupException e) {
                return;
            } catch (AuthorizationException e) {
                tell("the brokers do not permit this user to read them (" + e.getMessage() + "): run ./ratings access");
            } catch (KafkaException e) {
                tell(e.getMessage());
            }
        } while (!isClosedWithin(AFTER_TROUBLE));
    }

    private void tell(@Nullable String why) {
        String before = trouble;
        trouble = "the facts are not all known, so that answers have no version and lack the documents that inspections"
                + " were read from: " + why;
        if (before == null) {
            LOG.warn("Answers have no version and lack the documents that inspections were read from: {}", why);
        }
    }

    /** @param client the configuration shared by the Kafka clients of this process */
    static Consumer<byte[], byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The identity of the topics, which changes if a topic is deleted and created again.
     *
     * @throws KafkaException if the brokers do not answer
     */
    static String identity(Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(TOPICS).allTopicNames().get();
            CRC32 identity = new CRC32();
            TOPICS.forEach(topic -> identity.update(Objects.requireNonNull(topics.get(topic))
                    .topicId()
                    .toString()
                    .getBytes(StandardCharsets.UTF_8)));
            return String.format(Locale.ROOT, "%08x", identity.getValue());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private void read(Consumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions =
                TOPICS.stream().flatMap(topic -> partitions(reader, topic)).toList();
        versions.open(identity.get(), count(partitions, TOPICS.get(0)), count(partitions, TOPICS.get(1)));
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        while (closed.getCount() > 0) {
            for (TopicPartition one : partitions) {
                versions.reached(one.topic(), one.partition(), reader.position(one));
            }
            if (!versions.isComplete()
                    && ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue())) {
                versions.complete();
                caughtUp.countDown();
            }
            reader.poll(POLL).forEach(this::take);
            trouble = null;
        }
    }

    private static Stream<TopicPartition> partitions(Consumer<byte[], byte[]> reader, String topic) {
        List<PartitionInfo> known = reader.partitionsFor(topic);
        if (known.isEmpty()) {
            throw new KafkaException("the brokers have no topic " + topic + ": run ./ratings setup");
        }
        return known.stream().map(info -> new TopicPartition(topic, info.partition()));
    }

    private static int count(List<TopicPartition> partitions, String topic) {
        return Math.toIntExact(partitions.stream()
                .filter(partition -> partition.topic().equals(topic))
                .count());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        InputEvent event = registry.ask(
                        () -> decoder.read(record.topic(), record.key(), record.value(), record.timestamp()))
                .orElse(null);
        if (event == null || event instanceof InputEvent.Rejected) {
            return;
        }
        if (event instanceof InputEvent.Inspected inspected) {
            ProvenanceHeaders.read(record.headers())
                    .ifPresent(provenance -> sources.add(inspected.inspection(), provenance));
        }
        versions.fact(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                event);
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
