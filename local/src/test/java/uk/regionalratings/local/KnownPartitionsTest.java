package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.metadata.LeaderRecoveryState;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;
import uk.regionalratings.local.KafkaNode.KnownPartitions;

class KnownPartitionsTest {
    private static final ListenerName CLIENTS = new ListenerName("PLAINTEXT");
    private static final int NOBODY = -1;

    @Test
    void aPartitionWithoutALeaderIsNotADeletedOne() {
        KnownPartitions partitions = new KnownPartitions(1, () -> KRaftVersion.KRAFT_VERSION_1);
        partitions.setImage(imageWithAPartitionWithoutALeader());

        assertThat(partitions.getPartitionLeaderEndpoint("ledger", 0, CLIENTS)).contains(Node.noNode());
        assertThat(partitions.getPartitionLeaderEndpoint("ledger", 1, CLIENTS)).isEmpty();
        assertThat(partitions.getPartitionLeaderEndpoint("deleted", 0, CLIENTS)).isEmpty();
    }

    /** When this fails, Kafka has corrected its fault: then delete this class, and use Kafka's own again. */
    @Test
    void kafkaItselfTakesItForADeletedOne() {
        KRaftMetadataCache partitions = new KRaftMetadataCache(1, () -> KRaftVersion.KRAFT_VERSION_1);
        partitions.setImage(imageWithAPartitionWithoutALeader());

        assertThat(partitions.getPartitionLeaderEndpoint("ledger", 0, CLIENTS)).isEmpty();
    }

    private static MetadataImage imageWithAPartitionWithoutALeader() {
        Uuid topic = Uuid.randomUuid();
        MetadataDelta delta =
                new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        delta.replay(new TopicRecord().setName("ledger").setTopicId(topic));
        delta.replay(new PartitionRecord()
                .setTopicId(topic)
                .setPartitionId(0)
                .setReplicas(List.of(1))
                .setIsr(List.of(1))
                .setDirectories(List.of(Uuid.randomUuid()))
                .setLeader(NOBODY)
                .setLeaderRecoveryState(LeaderRecoveryState.RECOVERED.value())
                .setLeaderEpoch(1)
                .setPartitionEpoch(1));
        return delta.apply(MetadataProvenance.EMPTY);
    }
}
