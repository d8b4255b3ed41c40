package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.cluster.OpenTransactions;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.TroubledBroker;

/**
 * Each partition learns how a transaction ended, however often its brokers are killed and stopped meanwhile
 * (docs/decisions/0008). {@code -DbrokerEnds=100} for a long run, {@code -Dseed=N} for the pauses of an earlier one.
 */
@Tag("thorough")
class TransactionEndsIT {
    private static final int ENDS = Integer.getInteger("brokerEnds", 2);
    private static final int WRITERS = 8;
    private static final int COMMITS = 200;
    private static final int PARTITIONS = 12;
    private static final List<TopicPartition> LEDGER = IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition("ledger", partition))
            .toList();
    private static final int LONGEST_PAUSE_MS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;

    TransactionEndsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void everyTransactionEndsInAllPartitionsOfABrokerThatEnds() throws Exception {
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (TroubledBroker broker = new TroubledBroker(directory, temporary)) {
            createLedger(broker.settings(), 1);
            for (int end = 1; end <= ENDS; end++) {
                try (Writers writers = new Writers(broker.settings())) {
                    writers.await(COMMITS);
                    // A broker that is stopped forgets less than one that is killed.
                    if (end % 4 == 0) {
                        broker.stop();
                    } else {
                        broker.kill();
                    }
                    broker.start();
                }
            }
            awaitEnds(broker.settings());
        }
    }

    @Test
    void everyTransactionEndsInAllPartitionsOfThreeBrokersThatAreKilledOneAfterTheOther() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("TransactionEndsIT: seed " + seed);
        Random random = new Random(seed);
        List<Integer> order = Arrays.asList(0, 1, 2);
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (ThreeBrokers brokers = new ThreeBrokers(directory, temporary)) {
            createLedger(brokers.settings(), ThreeBrokers.COUNT);
            for (int end = 1; end <= ENDS; end++) {
                try (Writers writers = new Writers(brokers.settings())) {
                    writers.await(COMMITS);
                    Collections.shuffle(order, random);
                    for (int broker : order) {
                        brokers.kill(broker);
                        brokers.start(broker);
                        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MS))
                                .toNanos());
                    }
                    brokers.awaitAll();
                    brokers.awaitInSync();
                }
            }
            awaitEnds(brokers.settings());
        }
    }

    private static void createLedger(Settings settings, int copies) throws Exception {
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            admin.createTopics(List.of(new NewTopic("ledger", PARTITIONS, (short) copies)))
                    .all()
                    .get();
        }
    }

    /** The brokers abort what its writers have left open, but not what they take for ended. */
    private static void awaitEnds(Settings settings) {
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            Awaitility.await("no transaction is open").atMost(PATIENCE).untilAsserted(() -> assertThat(
                            OpenTransactions.firstOffsets(admin, LEDGER))
                    .isEmpty());
        }
    }

    /** Each writes a record to every partition in each transaction, until it is closed or its broker fails it. */
    private static final class Writers implements AutoCloseable {
        private final AtomicInteger committed = new AtomicInteger();
        private final List<KafkaProducer<String, String>> producers = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();

        private Writers(Settings settings) {
            for (int i = 0; i < WRITERS; i++) {
                Map<String, Object> client = new HashMap<>(settings.kafkaClient());
                // Ids of its own: the next transaction with the same id would end the forgotten one.
                client.put(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        UUID.randomUUID().toString());
                client.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 4_000);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
                producers.add(producer);
                Thread thread = new Thread(() -> write(producer), "writer-" + i);
                threads.add(thread);
                thread.start();
            }
        }

        private void write(KafkaProducer<String, String> producer) {
            try {
                producer.initTransactions();
                while (true) {
                    producer.beginTransaction();
                    LEDGER.forEach(place ->
                            producer.send(new ProducerRecord<>(place.topic(), place.partition(), "394", "counted")));
                    producer.commitTransaction();
                    committed.incrementAndGet();
                }
            } catch (KafkaException | IllegalStateException e) {
                // It was closed, or its broker went away.
            }
        }

        private void await(int commits) {
            Awaitility.await(commits + " commits").atMost(PATIENCE).until(() -> committed.get() >= commits);
        }

        @Override
        public void close() {
            producers.forEach(producer -> producer.close(Duration.ZERO));
            threads.forEach(thread ->
                    Awaitility.await(thread.getName()).atMost(PATIENCE).until(() -> !thread.isAlive()));
        }
    }
}
