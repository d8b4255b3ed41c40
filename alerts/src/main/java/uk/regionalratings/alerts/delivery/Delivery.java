package uk.regionalratings.alerts.delivery;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.alerts.Alert;

/** An alert on its way, and the record that it came from. Each is itself alone: no two are equal. */
final class Delivery {
    private final Alert alert;
    private final ConsumerRecord<byte[], byte[]> origin;
    private final int place;
    private final PartitionProgress progress;
    private final Instant since;

    /**
     * @param place of its change among those that the record tells anew, from 0
     * @param progress that it ends in, of the assignment in which it was read; in a later one of the same partition it is read anew
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
