package uk.regionalratings.ingest.feed.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.LedgerEntry;
import uk.regionalratings.ingest.feed.ledger.LedgerJson;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.publish.EventRecords;
import uk.regionalratings.ingest.publish.KafkaConnection;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.Access;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.ProvenanceHeaders;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Keeps the ledger in {@code feed-ledger}, and writes it in the same transactions as the published events. A second
 * process of the same feed takes over: the transactions of the first are refused from then on.
 */
public final class KafkaFeedStore implements FeedStore {
    private static final List<Topic> TOPICS =
            List.of(Topics.INSPECTION_PUBLISHED, Topics.INSPECTION_REJECTED, Topics.FEED_LEDGER);

    /** In milliseconds. A transaction has only a few records. One that a killed process left open delays readers for this long. */
    public static final int TRANSACTION_MS = 20_000;
    /** Long enough for the brokers to end an earlier process's transaction; a round that fails is repeated. */
    private static final int BLOCK_MS = 60_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final EventRecords records;
    private final PublishedInspections inspections;
    private final Ledger ledger;

    /** The source attribute of its CloudEvents. */
    private final String eventSource;

    private KafkaFeedStore(
            Producer<String, byte[]> producer,
            Consumer<byte[], byte[]> consumer,
            EventRecords records,
            PublishedInspections inspections,
            Ledger ledger,
            String eventSource) {
        this.producer = producer;
        this.consumer = consumer;
        this.records = records;
        this.inspections = inspections;
        this.ledger = ledger;
        this.eventSource = eventSource;
    }

    /**
     * Opens the store. A process that had it open before for the same feed can no longer commit.
     *
     * @param feed the feed's name
     * @throws IngestException if broker or registry can't be reached, or lack topics or schemas
     */
    public static KafkaFeedStore open(Settings settings, String feed, Clock clock) {
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(settings));
        Producer<String, byte[]> producer = KafkaConnection.openProducer(
                settings,
                serdes,
                Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        Access.FEED_TRANSACTIONS + feed,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        TRANSACTION_MS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        TRANSACTION_MS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        BLOCK_MS,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "ratings-feed",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                TOPICS);
        Consumer<byte[], byte[]> consumer = null;
        try {
            // Ends an earlier process's open transaction, so that everything can be read now.
            producer.initTransactions();
            Ledger ledger = readLedger(settings);
            consumer = consumer(settings);
            return new KafkaFeedStore(
                    producer,
                    consumer,
                    new EventRecords(serdes, clock),
                    new PublishedInspections(
                            consumer, serdes.inspectionPublished().deserializer()),
                    ledger,
                    "/feeds/" + feed);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            if (consumer != null) {
                consumer.close();
            }
            throw failed("the feed's ledger can't be opened", e);
        }
    }

    private static Consumer<byte[], byte[]> consumer(Settings settings) {
        Map<String, Object> config = new HashMap<>(settings.kafkaClient());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The current ledger, read-only.
     *
     * @throws KafkaException if the brokers don't answer
     */
    public static Ledger readLedger(Settings settings) {
        String topic = Topics.FEED_LEDGER.name();
        Ledger ledger = new Ledger();
        try (Consumer<byte[], byte[]> reader = consumer(settings)) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new KafkaException("the brokers have no topic " + topic + ": run ./ratings setup");
            }
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(POLL).forEach(row -> {
                    if (row.key() != null) {
                        ledger.take(new String(row.key(), UTF_8), row.value());
                    }
                });
            }
        }
        return ledger;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Optional<Inspection> known(Inspection inspection) {
        try {
            return inspections.known(inspection);
        } catch (KafkaException e) {
            throw failed("the inspections published so far can't be read", e);
        }
    }

    @Override
    public Predicate<Inspection> alreadySent() {
        try {
            return inspections.alreadySent();
        } catch (KafkaException e) {
            throw failed("the inspections published so far can't be read", e);
        }
    }

    @Override
    public void commit(List<Change> changes) {
        try {
            producer.beginTransaction();
            for (Change change : changes) {
                var unused = producer.send(toRecord(change));
            }
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new FeedTakenOverException(e);
        } catch (KafkaException e) {
            // Closing aborts it. The ledger shows at the next opening whether it was committed.
            throw failed("sending to Kafka failed", e);
        }
        for (Change change : changes) {
            if (change instanceof Noted noted) {
                ledger.put(noted.entry());
            }
        }
    }

    private ProducerRecord<String, byte[]> toRecord(Change change) {
        if (change instanceof Published published) {
            ProducerRecord<String, byte[]> event = records.inspection(published.inspection(), eventSource);
            ProvenanceHeaders.add(event.headers(), published.provenance());
            return event;
        }
        if (change instanceof Rejected rejected) {
            return records.rejection(rejected.rejection());
        }
        LedgerEntry entry = ((Noted) change).entry();
        return new ProducerRecord<>(Topics.FEED_LEDGER.name(), entry.key(), LedgerJson.bytes(entry));
    }

    private static IngestException failed(String what, KafkaException e) {
        return new IngestException(
                what + " (" + Causes.describe(e)
                        + "): check the brokers and the schema registry; completed work is kept, and the rest follows",
                e);
    }

    @Override
    public void close() {
        producer.close(CLOSING);
        consumer.close();
    }
}
