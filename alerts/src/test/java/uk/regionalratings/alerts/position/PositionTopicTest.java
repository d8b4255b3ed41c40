package uk.regionalratings.alerts.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionTopicTest {
    private static final String CLIENT = "position-topic-test";

    /** A program that only reads may have no right to write. Its producer would repeat the first request without a pause. */
    @Test
    void hasNoProducerBeforeItsFirstWrite() {
        Map<String, Object> client = Map.of("bootstrap.servers", "127.0.0.1:1", "client.id", CLIENT, "max.block.ms", 1);
        try (PositionTopic positions = PositionTopic.open(client)) {
            assertThat(threads()).contains("kafka-admin-client-thread | " + CLIENT);
            assertThat(threads()).doesNotContain("kafka-producer-network-thread | " + CLIENT);

            positions.send("group", 0, new Position("topic", 1, Tally.NONE), failure -> {});

            assertThat(threads()).contains("kafka-producer-network-thread | " + CLIENT);
        }
    }

    private static Iterable<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
