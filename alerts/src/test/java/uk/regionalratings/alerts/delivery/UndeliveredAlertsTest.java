package uk.regionalratings.alerts.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UndeliveredHeaders;

/** Whatever lies in the topic can be kept: what could not would be tried for ever. */
class UndeliveredAlertsTest {
    private static final int MOST_BYTES = 1_000;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> letter) {
                    return letter.value() != null && letter.value().length > MOST_BYTES
                            ? CompletableFuture.failedFuture(new RecordTooLargeException("too large"))
                            : super.send(letter);
                }
            };
    private final UndeliveredAlerts letters = new UndeliveredAlerts(producer);

    private static ConsumerRecord<byte[], byte[]> row(long timestamp, int bytes) {
        return new ConsumerRecord<>(
                Topics.RATING_CHANGED.name(),
                2,
                17,
                timestamp,
                TimestampType.CREATE_TIME,
                3,
                bytes,
                "394".getBytes(UTF_8),
                new byte[bytes],
                new RecordHeaders(),
                Optional.empty());
    }

    private ProducerRecord<byte[], byte[]> kept() {
        assertThat(producer.history()).hasSize(1);
        return producer.history().get(0);
    }

    private String header(String name) {
        return new String(kept().headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void keepsWhatHasNoTimestamp() {
        letters.keep(row(-1, 3), "394/in_care/a", "news", "it can't be read", 0);

        assertThat(kept().timestamp()).isZero();
        assertThat(kept().value()).hasSize(3);
        assertThat(header(UndeliveredHeaders.CHANGE)).isEqualTo("394/in_care/a");
    }

    @Test
    void keepsWhereALetterLiesThatIsTooLarge() {
        letters.keep(row(5, MOST_BYTES + 1), null, "news", "it can't be read", 0);

        assertThat(kept().value()).isNull();
        assertThat(header(UndeliveredHeaders.REASON))
                .isEqualTo("it can't be read; it is too large to be kept here: see its origin");
        assertThat(header(RejectionHeaders.ORIGIN_OFFSET)).isEqualTo("17");
        assertThat(header(UndeliveredHeaders.SUBSCRIPTION)).isEqualTo("news");
    }
}
