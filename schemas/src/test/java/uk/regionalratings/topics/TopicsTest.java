package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TopicsTest {
    static final Iterable<Topic> FACTS = List.of(
            Topics.INSPECTION_PUBLISHED, Topics.INSPECTION_REJECTED, Topics.RATING_CHANGED, Topics.ALERT_UNDELIVERED);

    static final Iterable<Topic> TABLES =
            List.of(Topics.AUTHORITY_REGISTERED, Topics.AUTHORITY_RATINGS, Topics.AREA_RATINGS);

    @ParameterizedTest
    @FieldSource("FACTS")
    void factsAreKeptForEver(Topic topic) {
        assertThat(topic.toCreate().configs())
                .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
    }

    @ParameterizedTest
    @FieldSource("TABLES")
    void tablesKeepTheLatestRecordOfEachKey(Topic topic) {
        assertThat(topic.toCreate().configs()).isEqualTo(Map.of("cleanup.policy", "compact"));
    }

    @Test
    void joinedTopicsHaveTheSameNumberOfPartitions() {
        assertThat(Topics.all()).extracting(Topic::toCreate).allSatisfy(created -> assertThat(created.numPartitions())
                .isEqualTo(Topics.PARTITIONS));
    }

    @Test
    void replicationIsTheBrokersToDecide() {
        assertThat(Topics.all())
                .extracting(Topic::toCreate)
                .extracting(NewTopic::replicationFactor)
                .containsOnly((short) -1);
    }

    @Test
    void everyTopicWithASchemaHasASubject() {
        assertThat(SchemaRegistration.subjects().keySet())
                .contains(
                        "inspection-published-value",
                        "authority-registered-value",
                        "authority-ratings-value",
                        "area-ratings-value",
                        "rating-changed-value")
                .doesNotContain("inspection-rejected-value");
    }
}
