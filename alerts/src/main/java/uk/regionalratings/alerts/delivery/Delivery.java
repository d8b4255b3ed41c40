package uk.regionalratings.alerts.delivery;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.alerts.Alert;

/** An alert on its way, and the record that it came from. Each is itself alone: no two are equal. */
final class Delivery {
    private final Alert alert;
    private final ConsumerRecord<byte[], byte[]> origin;

    private final Instant since;

    /** @param since when it was read */
    Delivery(Alert alert, ConsumerRecord<byte[], byte[]> origin, Instant since) {
        this.alert = alert;
        this.origin = origin;
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

    TopicPartition partition() {
        return new TopicPartition(origin.topic(), origin.partition());
    }
}
