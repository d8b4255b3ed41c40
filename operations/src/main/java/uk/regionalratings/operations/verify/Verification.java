package uk.regionalratings.operations.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.streams.record.EventReader;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.recount.RecountDifference;
import uk.regionalratings.streams.recount.TableComparison;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;
import uk.regionalratings.vocabulary.Areas;

/**
 * Waits until the topology has applied the facts, then compares what it published with a recount of the facts. Reads
 * only. Facts that arrive meanwhile are included, until no new fact arrives for a moment or nothing differs.
 */
final class Verification implements AutoCloseable {
    private static final List<String> FACTS =
            List.of(Topics.AUTHORITY_REGISTERED.name(), Topics.INSPECTION_PUBLISHED.name());

    private final String applicationId;
    private final Areas areas;
    private final ContractSerdes serdes;
    private final CommittedRecords records;
    private final CatchUp catchUp;

    /** @param waiting called from time to time with how far the topology is behind */
    Verification(StreamsSettings settings, Consumer<String> waiting) {
        Settings common = settings.settings();
        this.applicationId = common.text(StreamsSettings.APPLICATION_ID);
        this.areas = settings.areas();
        this.serdes = new ContractSerdes(RegistryClients.open(common));
        this.records = new CommittedRecords(common);
        this.catchUp = new CatchUp(common, applicationId, waiting);
    }

    /**
     * Runs the verification.
     *
     * @param timeout for the topology to catch up, and for a moment without new facts
     * @throws ClusterException if it does not catch up
     */
    VerifyReport run(Duration timeout) {
        long begin = System.nanoTime();
        long deadline = begin + timeout.toNanos();
        EventReader reader = new EventReader(areas, serdes);
        PublishedFacts log =
                new PublishedFacts(row -> reader.read(row.topic(), row.key(), row.value(), row.timestamp()));
        Map<TopicPartition, Long> known = Map.of();
        while (true) {
            Map<TopicPartition, Long> ends = records.ends(FACTS);
            awaitTopology(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            all(Topics.INSPECTION_REJECTED.name(), row -> {
                if (InputComparison.isTooLarge(row)) {
                    log.noRoomFor(InputComparison.origin(row));
                }
            });
            records.read(known, ends, log::read);
            known = ends;
            VerifyReport report = compare(log);
            boolean news = !records.ends(FACTS).equals(ends);
            if (report.differences().isEmpty() || !news || System.nanoTime() > deadline) {
                return report.after(Duration.ofNanos(System.nanoTime() - begin), news);
            }
        }
    }

    private void awaitTopology(Duration left) {
        try {
            catchUp.await(null, left);
        } catch (IllegalStateException e) {
            throw new ClusterException(
                    e.getMessage() + ". Nothing was compared. Check that ./ratings streams runs with application.id "
                            + applicationId + " (./ratings doctor shows its lag), or wait longer with --timeout",
                    e);
        }
    }

    private VerifyReport compare(PublishedFacts log) {
        TableComparison comparison = new TableComparison(new EventRecount(log.facts(), areas), areas);
        List<RecountDifference> foreign = new ArrayList<>();
        latest(Topics.AUTHORITY_RATINGS.name(), serdes.authorityRatingsReader(), comparison::authority, foreign);
        latest(Topics.AREA_RATINGS.name(), serdes.areaRatingsReader(), comparison::area, foreign);
        TopicReader<InspectionChanges> changes = serdes.ratingChangedReader();
        all(Topics.RATING_CHANGED.name(), row -> {
            try {
                comparison.changes(changes.read(row.key(), row.value()));
            } catch (UnreadableRecordException e) {
                foreign.add(foreign(row.topic(), Row.place(row), e));
            }
        });

        InputComparison input = new InputComparison(log);
        all(Topics.INSPECTION_REJECTED.name(), input::rejection);
        Map<String, InputTally> tallies = new HashMap<>();
        latest(TopologyNames.inputTallyTopic(applicationId), serdes.inputTallyReader(), tallies::put, foreign);

        List<RecountDifference> differences = new ArrayList<>(foreign);
        differences.addAll(comparison.differences());
        differences.addAll(input.differences(tallies));
        return VerifyReport.of(log, comparison.rows(), input.rejections(), differences);
    }

    private void all(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        records.read(Map.of(), records.ends(List.of(topic)), reader);
    }

    private static RecountDifference foreign(String topic, String place, UnreadableRecordException why) {
        return new RecountDifference(
                topic, place, "a record of the pipeline's", "one that can't be read: " + why.reason());
    }

    /** Keeps the bytes of the latest row of each key, and decodes one at a time. */
    private <T extends SpecificRecord> void latest(
            String topic, TopicReader<T> rows, BiConsumer<String, T> reader, List<RecountDifference> foreign) {
        Map<String, Row> latest = new HashMap<>();
        all(topic, row -> {
            String key = row.key() == null ? "" : new String(row.key(), UTF_8);
            if (row.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, new Row(row.key(), row.value(), Row.place(row)));
            }
        });
        latest.forEach((key, row) -> {
            try {
                reader.accept(key, rows.read(row.key, row.value));
            } catch (UnreadableRecordException e) {
                foreign.add(foreign(topic, row.place, e));
            }
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Row(byte @Nullable [] key, byte[] value, String place) {
        static String place(ConsumerRecord<?, ?> row) {
            return row.topic() + "-" + row.partition() + "@" + row.offset();
        }
    }

    @Override
    public void close() {
        catchUp.close();
        records.close();
    }
}
