package uk.regionalratings.operations.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The transactions that hold back readers of committed records. */
public final class OpenTransactions {
    private OpenTransactions() {}

    /**
     * The partitions in which readers of committed records cannot reach the end, each with the first offset of its earliest
     * open transaction, at which they wait.
     *
     * @throws ClusterException if the brokers refuse or do not answer
     */
    public static Map<TopicPartition, Long> firstOffsets(Admin admin, Collection<TopicPartition> partitions) {
        // In this order, so that a record that arrives in between does not look like part of an open transaction.
        Map<TopicPartition, Long> ends = ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> readable = ends(admin, partitions, IsolationLevel.READ_COMMITTED);
        readable.entrySet().removeIf(end -> end.getValue() >= ends.getOrDefault(end.getKey(), 0L));
        return readable;
    }

    private static Map<TopicPartition, Long> ends(
            Admin admin, Collection<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Answers.of(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
