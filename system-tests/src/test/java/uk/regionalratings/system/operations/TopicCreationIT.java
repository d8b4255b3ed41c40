package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.TopicCreation;
import uk.regionalratings.topics.Topics;

/** Topics accept records as soon as the step that creates them has ended. */
class TopicCreationIT {
    private static final int TIMES = 10;

    @Test
    void leavesTopicsThatTakeRecordsAtOnce() throws Exception {
        try (TestStack stack = TestStack.start();
                Admin admin = Admin.create(stack.settings().kafkaClient())) {
            for (int time = 0; time < TIMES; time++) {
                TopicCreation.createMissing(admin, TopicCreation.BROKERS_DEFAULT);
                writeOnceToEachPartition(stack);
                deleteTopics(admin);
            }
        }
    }

    /** The controller answers before the broker has deleted them. */
    private static void deleteTopics(Admin admin) throws Exception {
        List<String> names = Topics.all().stream().map(Topic::name).toList();
        admin.deleteTopics(names).all().get();
        Awaitility.await()
                .until(() -> Collections.disjoint(admin.listTopics().names().get(), names));
    }

    /** Does not retry: if a producer's first record is refused, its next ones may never be accepted. */
    private static void writeOnceToEachPartition(TestStack stack) throws Exception {
        Map<String, Object> config = stack.settings().kafkaClient();
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        config.put(ProducerConfig.RETRIES_CONFIG, 0);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic topic : Topics.all()) {
                for (int partition = 0; partition < topic.partitions(); partition++) {
                    sent.add(producer.send(
                            new ProducerRecord<>(topic.name(), partition, new byte[] {1}, new byte[] {1})));
                }
            }
        }
        for (Future<RecordMetadata> one : sent) {
            assertThat(one.get().hasOffset()).isTrue();
        }
    }
}
