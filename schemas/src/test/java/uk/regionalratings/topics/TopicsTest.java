package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    static final Iterable<Topic> FACTS = List.of(
            Topics.INSPECTION_PUBLISHED, Topics.INSPECTION_REJECTED, Topics.RATING_CHANGED, Topics.ALERT_UNDELIVERED);

    static final Iterable<Topic> TABLES = List.of(Topics.AUTHORITY_RATINGS, Topics.AREA_RATINGS);

    static final Iterable<Topic> POSITIONS = List.of(Topics.ALERT_POSITIONS, Topics.FEED_LEDGER);

    @ParameterizedTest
    @FieldSource("FACTS")
    void factsAreKeptForEver(Topic topic) {
        assertThat(topic.toCreate(TopicCreation.BROKERS_DEFAULT).configs())
                .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
    }

    @ParameterizedTest
    @FieldSource("TABLES")
    void tablesKeepTheLatestRecordOfEachKey(Topic topic) {
        assertThat(topic.toCreate(TopicCreation.BROKERS_DEFAULT).configs())
                .isEqualTo(Map.of("cleanup.policy", "compact"));
    }

    /** An answer of an earlier version needs them. */
    @Test
    void referenceDataKeepsItsEarlierRecords() {
        assertThat(Topics.AUTHORITY_REGISTERED
                        .toCreate(TopicCreation.BROKERS_DEFAULT)
                        .configs())
                .isEqualTo(Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "3153600000000"));
    }

    @ParameterizedTest
    @FieldSource("POSITIONS")
    void positionsAreKeptForEverInATopicThatIsSoonRead(Topic topic) {
        assertThat(topic.toCreate(TopicCreation.BROKERS_DEFAULT).configs())
                .isEqualTo(Map.of("cleanup.policy", "compact", "segment.bytes", "4194304"));
    }

    @Test
    void joinedTopicsHaveTheSameNumberOfPartitions() {
        assertThat(Topics.all())
                .extracting(topic -> topic.toCreate(TopicCreation.BROKERS_DEFAULT))
                .allSatisfy(created -> assertThat(created.numPartitions()).isEqualTo(Topics.PARTITIONS));
    }

    @Test
    void replicationIsTheBrokersToDecide() {
        assertThat(Topics.all())
                .extracting(topic -> topic.toCreate(TopicCreation.BROKERS_DEFAULT))
                .extracting(NewTopic::replicationFactor)
                .containsOnly((short) -1);
    }

    @Test
    void replicationCanBeAskedFor() {
        assertThat(Topics.all())
                .extracting(topic -> topic.toCreate(3))
                .extracting(NewTopic::replicationFactor)
                .containsOnly((short) 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "40000"})
    void noFactorIsTakenThatIsNone(String factor) {
        ConfigDef definition = TopicCreation.define(new ConfigDef());

        assertThat(definition.parse(Map.of()).get(TopicCreation.REPLICATION_FACTOR))
                .isEqualTo(TopicCreation.BROKERS_DEFAULT);
        assertThatThrownBy(() -> definition.parse(Map.of(TopicCreation.REPLICATION_FACTOR, factor)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the number of brokers that keep each record");
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
