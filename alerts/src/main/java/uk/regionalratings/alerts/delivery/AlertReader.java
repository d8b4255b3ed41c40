package uk.regionalratings.alerts.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaLookup;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.UnreadableRecordException;

/** Converts records to alerts. Thread-safe. */
public final class AlertReader {
    private static final String UNKNOWN = "UNKNOWN";

    private final TopicReader<InspectionChanges> changes;

    /** Reads with these serdes. */
    public AlertReader(ContractSerdes serdes) {
        this.changes = serdes.ratingChangedReader();
    }

    /**
     * Reads the news in one record: an alert for each change that is new in it, in their order.
     *
     * @throws UnreadableRecordException if this version can't understand the record; the message says why
     * @throws SchemaLookup.RegistryUnavailableException if the registry can't be reached; try again later
     */
    List<Alert> read(ConsumerRecord<byte[], byte[]> row) throws UnreadableRecordException {
        byte[] value = row.value();
        if (value == null) {
            throw new UnreadableRecordException("the record is empty");
        }
        List<RatingChanged> told = ContractMapping.newChanges(changes.read(value));
        if (told.size() > PartitionProgress.PLACES) {
            throw new UnreadableRecordException("it has " + told.size() + " changes, more than there are judgements");
        }
        return told.stream()
                .map(change -> Alert.of(change, Instant.ofEpochMilli(row.timestamp())))
                .toList();
    }

    /**
     * Checks that this version has words for a change.
     *
     * @throws UnreadableRecordException if it has none
     */
    static void requireWords(RatingChanged change) throws UnreadableRecordException {
        boolean newer = Stream.<@Nullable Enum<?>>of(
                        change.getJudgement(), change.getDirection(), change.getFrom(), change.getTo())
                .filter(Objects::nonNull)
                .anyMatch(constant -> constant.name().equals(UNKNOWN));
        if (newer) {
            throw new UnreadableRecordException(
                    "a newer version wrote this change, with a judgement or grade that this one has no word for:"
                            + " upgrade, then replay");
        }
    }
}
