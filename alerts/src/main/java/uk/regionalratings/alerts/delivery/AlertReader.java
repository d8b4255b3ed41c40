package uk.regionalratings.alerts.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.Topics;

/** Makes alerts of records. */
public final class AlertReader {
    private static final String UNKNOWN = "UNKNOWN";

    private final Deserializer<RatingChanged> deserializer;

    /** Use from any number of threads. */
    public AlertReader(ContractSerdes serdes) {
        this.deserializer = serdes.ratingChanged().deserializer();
    }

    /** A record can't be told; the message says why. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /** @throws UnreadableException when nobody of this version can tell what the record says */
    Alert read(ConsumerRecord<byte[], byte[]> row) throws UnreadableException {
        RatingChanged change;
        try {
            change = deserializer.deserialize(Topics.RATING_CHANGED.name(), row.value());
        } catch (RuntimeException e) {
            throw new UnreadableException("the record can't be read: " + e.getMessage());
        }
        if (change == null) {
            throw new UnreadableException("the record is empty");
        }
        boolean newer = Stream.<@Nullable Enum<?>>of(
                        change.getJudgement(), change.getDirection(), change.getFrom(), change.getTo())
                .filter(Objects::nonNull)
                .anyMatch(constant -> constant.name().equals(UNKNOWN));
        if (newer) {
            throw new UnreadableException(
                    "a newer version wrote this change, with a judgement or grade that this one has no word for:"
                            + " upgrade, then replay");
        }
        return Alert.of(change, Instant.ofEpochMilli(row.timestamp()));
    }
}
