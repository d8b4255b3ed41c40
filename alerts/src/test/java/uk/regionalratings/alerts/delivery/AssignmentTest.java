package uk.regionalratings.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertFilter;
import uk.regionalratings.alerts.Freshness;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.topics.Topics;

/** What must not be expressible. */
class AssignmentTest {
    private static final Sink NOBODY = new Sink() {
        @Override
        public void deliver(List<Alert> alerts) {}

        @Override
        public String describe() {
            return "nobody";
        }
    };

    @Test
    void aRecordOfAPartitionThatNobodyFollowsEndsTheReadingRatherThanBePassedOver() {
        Subscription subscription =
                new Subscription("test", AlertFilter.everything(), Freshness.OFF, Subscription.Retries.USUAL, NOBODY);
        // Nobody listens there, and nobody asks.
        try (PositionTopic positions = PositionTopic.open(Map.of("bootstrap.servers", "127.0.0.1:1"));
                MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
                Deliveries deliveries = new Deliveries(subscription, new Ignoring(), Clock.systemUTC())) {
            Assignment assignment = new Assignment(
                    new Assignment.Reader("test", "group.test", false),
                    consumer,
                    positions,
                    deliveries,
                    Duration.ZERO,
                    new SubscriptionMeters("test"));
            TopicPartition partition = new TopicPartition(Topics.RATING_CHANGED.name(), 3);
            ConsumerRecord<byte[], byte[]> row =
                    new ConsumerRecord<>(partition.topic(), partition.partition(), 17, new byte[0], new byte[0]);

            assertThatThrownBy(() -> assignment.of(row))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rating-changed-3 at 17");
            assignment.onPartitionsLost(List.of(partition));
            assertThat(assignment.reads()).isFalse();
            assertThat(assignment.problem()).isEmpty();
        }
    }

    private static final class Ignoring implements Deliveries.Listener {
        @Override
        public void delivered(Delivery delivery, int attempts) {}

        @Override
        public void failed(Delivery delivery, String reason) {}

        @Override
        public void undelivered(Delivery delivery, String reason, int attempts) {}
    }
}
