package uk.regionalratings.ingest.gateway.known;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.ContractViolation;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.text.Sha256;
import uk.regionalratings.service.SkippedRecords;
import uk.regionalratings.topics.SchemaLookup;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;
import uk.regionalratings.vocabulary.Inspection;

/**
 * An index of {@code authority-ratings}: where each authority's row is and which inspections it contains, at 8 bytes
 * per inspection, or 8 MB for a million. The rows themselves stay in Kafka and are read on demand. A thread follows
 * the topic from its beginning. It skips a row that can't be read, and the authority's previous row remains in use.
 */
public final class AuthorityTable implements KnownInspections, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityTable.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FETCH = Duration.ofSeconds(5);
    /** The pause between two attempts to read the table. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** A row that is replaced during a lookup is looked up again. */
    private static final int ATTEMPTS = 5;

    private static final String CONSEQUENCE = "Until a later record replaces it, corrections use the previous row."
            + " See docs/operations/runbook.md, \"A record that is not ours\"";

    private static final String BEING_READ = "the table of inspections is being read";

    private final Consumers consumers;
    private final TopicReader<AuthorityRatings> reader;
    private final SkippedRecords skipped;
    private final Duration pause;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread follower = new Thread(this::follow, "authority-table");
    private volatile @Nullable String problem = BEING_READ;
    private volatile @Nullable Consumer<byte[], byte[]> following;
    private @Nullable Consumer<byte[], byte[]> fetching;

    /** The position of an authority's row, and the sorted hashes of its inspections. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(TopicPartition partition, long offset, long[] inspections) {}

    /** Opens consumers that read only committed records and belong to no group. */
    @FunctionalInterface
    public interface Consumers {
        Consumer<byte[], byte[]> open();
    }

    public AuthorityTable(Consumers consumers, TopicReader<AuthorityRatings> reader, SkippedRecords skipped) {
        this(consumers, reader, skipped, PAUSE);
    }

    /** @param pause between two attempts to read the table */
    AuthorityTable(Consumers consumers, TopicReader<AuthorityRatings> reader, SkippedRecords skipped, Duration pause) {
        this.consumers = consumers;
        this.reader = reader;
        this.skipped = skipped;
        this.pause = pause;
        follower.setDaemon(true);
    }

    public void start() {
        follower.start();
    }

    private void follow() {
        while (!isClosed()) {
            try (Consumer<byte[], byte[]> consumer = consumers.open()) {
                following = consumer;
                readOn(consumer);
            } catch (WakeupException e) {
                // The table is closing.
            } catch (KafkaException | SchemaLookup.RegistryUnavailableException e) {
                problem = "the table of inspections can't be read (" + Causes.describe(e) + ")";
                LOG.warn("{}; trying again", problem, e);
                pause();
            }
        }
    }

    private void readOn(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.AUTHORITY_RATINGS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!isClosed()) {
            consumer.poll(POLL).forEach(this::take);
            if (problem != null
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                problem = null;
                LOG.info("{} authorities in the table", rows.size());
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> row) {
        try {
            AuthorityRatings ratings = reader.read(row.key(), row.value());
            long[] inspections = ratings.getInspections().stream()
                    .mapToLong(inspection -> hash(inspection.getInspectionId()))
                    .sorted()
                    .toArray();
            TopicPartition partition = new TopicPartition(row.topic(), row.partition());
            rows.put(ratings.getAuthorityId(), new Row(partition, row.offset(), inspections));
        } catch (UnreadableRecordException e) {
            skipped.skip(row.topic(), row.partition(), row.offset(), e.reason(), CONSEQUENCE);
        }
    }

    private void pause() {
        try {
            var unused = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private static long hash(String inspectionId) {
        return ByteBuffer.wrap(Sha256.of(inspectionId)).getLong();
    }

    @Override
    public Lookup find(String inspectionId) {
        String reason = problem;
        if (reason != null) {
            return new Lookup.Unavailable(reason);
        }
        long wanted = hash(inspectionId);
        try {
            Inspection best = null;
            for (Map.Entry<String, Row> row : rows.entrySet()) {
                if (Arrays.binarySearch(row.getValue().inspections, wanted) >= 0) {
                    Optional<Inspection> found = fetch(row.getKey(), inspectionId);
                    if (found.isPresent() && (best == null || found.get().revision() > best.revision())) {
                        best = found.get();
                    }
                }
            }
            return best == null ? new Lookup.None() : new Lookup.Found(best);
        } catch (KafkaException | SchemaLookup.RegistryUnavailableException e) {
            return new Lookup.Unavailable("the table of inspections can't be read (" + Causes.describe(e) + ")");
        }
    }

    private synchronized Optional<Inspection> fetch(String authority, String inspectionId) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Row row = rows.get(authority);
            if (row == null) {
                return Optional.empty();
            }
            byte[] value = read(row);
            if (value != null) {
                return inspection(ratings(value), inspectionId);
            }
        }
        throw new KafkaException("another record has replaced the row of authority " + authority);
    }

    private AuthorityRatings ratings(byte[] value) {
        try {
            return reader.read(value);
        } catch (UnreadableRecordException e) {
            throw new KafkaException("a row that was readable is now unreadable: " + e.reason(), e);
        }
    }

    private static Optional<Inspection> inspection(AuthorityRatings ratings, String inspectionId) {
        for (InspectionPublished event : ratings.getInspections()) {
            if (event.getInspectionId().equals(inspectionId)) {
                try {
                    return Optional.of(ContractMapping.toInspection(event));
                } catch (ContractViolation e) {
                    throw new KafkaException("written by a newer version of the software: " + e.getMessage(), e);
                }
            }
        }
        return Optional.empty();
    }

    /** The row's bytes; null if a newer row has replaced it. */
    private byte @Nullable [] read(Row row) {
        Consumer<byte[], byte[]> consumer = fetching;
        if (consumer == null) {
            consumer = consumers.open();
            fetching = consumer;
        }
        consumer.assign(List.of(row.partition));
        consumer.seek(row.partition, row.offset);
        long deadline = System.nanoTime() + FETCH.toNanos();
        while (System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<byte[], byte[]> next : consumer.poll(POLL)) {
                return next.offset() == row.offset ? next.value() : null;
            }
        }
        throw new KafkaException("no answer within " + FETCH.toSeconds() + " s");
    }

    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> consumer = following;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            follower.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeFetching();
    }

    private synchronized void closeFetching() {
        if (fetching != null) {
            fetching.close();
        }
    }
}
