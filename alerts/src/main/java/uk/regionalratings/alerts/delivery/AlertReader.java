package uk.regionalratings.alerts.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaLookup;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.UnreadableRecordException;

/** Makes alerts of records. For any number of threads. */
public final class AlertReader {
    private static final String UNKNOWN = "UNKNOWN";

    private final TopicReader<RatingChanged> changes;

    /** Reads with these serdes. */
    public AlertReader(ContractSerdes serdes) {
        this.changes = serdes.ratingChangedReader();
    }

    /**
     * Reads one.
     *
     * @throws UnreadableRecordException when nobody of this version can tell what the record says; the message says why
     * @throws SchemaLookup.RegistryUnavailableException when the registry can't be asked; try again later
     */
    Alert read(ConsumerRecord<byte[], byte[]> row) throws UnreadableRecordException {
        byte[] value = row.value();
        if (value == null) {
            throw new UnreadableRecordException("the record is empty");
        }
        RatingChanged change = changes.read(value);
        boolean newer = Stream.<@Nullable Enum<?>>of(
                        change.getJudgement(), change.getDirection(), change.getFrom(), change.getTo())
                .filter(Objects::nonNull)
                .anyMatch(constant -> constant.name().equals(UNKNOWN));
        if (newer) {
            throw new UnreadableRecordException(
                    "a newer version wrote this change, with a judgement or grade that this one has no word for:"
                            + " upgrade, then replay");
        }
        return Alert.of(change, Instant.ofEpochMilli(row.timestamp()));
    }
}
