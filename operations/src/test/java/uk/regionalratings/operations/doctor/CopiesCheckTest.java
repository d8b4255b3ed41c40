package uk.regionalratings.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class CopiesCheckTest {
    @Test
    void takesThreeCopiesOfWhichTwoAcknowledge() {
        assertThat(lines(3, 3, 3, 2)).isEmpty();
    }

    @Test
    void takesOneCopyOnOneBrokerWhateverTheSettingAsksFor() {
        assertThat(lines(1, 1, 1, 1)).isEmpty();
        assertThat(lines(1, 1, 1, 2)).isEmpty();
    }

    @Test
    void failsWhereOneOfThreeCopiesAcknowledges() {
        assertThat(lines(3, 3, 3, 1))
                .containsExactly("FAIL  topic facts: min.insync.replicas is 1: an acknowledged record may have only one"
                        + " copy, and be lost with one broker. kafka-configs.sh --bootstrap-server SERVER --alter"
                        + " --entity-type topics --entity-name facts --add-config min.insync.replicas=2");
    }

    @Test
    void warnsWhereAllCopiesMustAcknowledge() {
        assertThat(lines(3, 3, 3, 3))
                .containsExactly(
                        "warn  topic facts: min.insync.replicas is 3 of 3 copies: without one broker nothing can"
                                + " be written. kafka-configs.sh --bootstrap-server SERVER --alter --entity-type topics"
                                + " --entity-name facts --add-config min.insync.replicas=2");
    }

    @Test
    void warnsOfTooFewCopiesAndOfCopiesThatAreBehind() {
        assertThat(lines(3, 1, 1, 1))
                .containsExactly("warn  topic facts: 1 copies on 3 brokers. Add copies with"
                        + " kafka-reassign-partitions.sh: a lost disk loses every record with only one copy");
        assertThat(lines(3, 3, 2, 2))
                .containsExactly("warn  topic facts: 1 partitions lack copies that are up to date."
                        + " Bring the missing brokers back before another one is lost");
    }

    private static List<String> lines(int brokers, int copies, int upToDate, int inSync) {
        List<Node> nodes = IntStream.range(0, copies)
                .mapToObj(id -> new Node(id, "host", 9092))
                .toList();
        TopicDescription topic = new TopicDescription(
                "facts", false, List.of(new TopicPartitionInfo(0, nodes.get(0), nodes, nodes.subList(0, upToDate))));
        Config config = new Config(List.of(new ConfigEntry("min.insync.replicas", String.valueOf(inSync))));
        return new CopiesCheck(brokers)
                .run("topic facts", topic, config).stream().map(Finding::line).toList();
    }
}
