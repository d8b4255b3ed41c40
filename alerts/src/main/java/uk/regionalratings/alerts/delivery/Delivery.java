package uk.regionalratings.alerts.delivery;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.alerts.Alert;

/** An alert to be delivered, with its record. Compared by identity only. */
final class Delivery {
    private final Alert alert;
    private final ConsumerRecord<byte[], byte[]> origin;
    private final int place;
    private final PartitionProgress progress;
    private final Instant since;

    /**
     * @param place the index of its change among the changes with news in the record, from 0
     * @param progress the progress in which its result is recorded: that of the assignment in which it was read; in a
     *     later assignment of the partition it is read again
     * @param since when it was read
     */
    Delivery(Alert alert, ConsumerRecord<byte[], byte[]> origin, int place, PartitionProgress progress, Instant since) {
        this.alert = alert;
        this.origin = origin;
        this.place = place;
        this.progress = progress;
        this.since = since;
    }

    Instant since() {
        return since;
    }

    Alert alert() {
        return alert;
    }

    ConsumerRecord<byte[], byte[]> origin() {
        return origin;
    }

    int place() {
        return place;
    }

    PartitionProgress progress() {
        return progress;
    }

    TopicPartition partition() {
        return new TopicPartition(origin.topic(), origin.partition());
    }
}
