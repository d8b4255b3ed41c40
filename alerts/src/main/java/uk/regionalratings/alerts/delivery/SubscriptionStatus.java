package uk.regionalratings.alerts.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import uk.regionalratings.topics.Topics;

/**
 * Where a subscription stands, as its committed positions and the brokers tell; whoever runs it.
 *
 * @param subscription its name
 * @param instances how many processes serve it at present
 * @param begun whether it has a position
 * @param lag how many records of {@code rating-changed} have not ended yet
 * @param tally what became of those that have
 */
public record SubscriptionStatus(String subscription, int instances, boolean begun, long lag, Tally tally) {
    private static final long SECONDS = 30;

    /**
     * Asks the brokers.
     *
     * @param groups the consumer group of each subscription
     * @throws KafkaException when they don't answer
     */
    public static List<SubscriptionStatus> read(Admin admin, Map<String, String> groups) {
        try {
            Map<TopicPartition, Long> ends = ends(admin);
            List<SubscriptionStatus> all = new ArrayList<>();
            for (Map.Entry<String, String> group : groups.entrySet()) {
                all.add(read(admin, group.getKey(), group.getValue(), ends));
            }
            return all;
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException("the brokers do not tell where the subscriptions stand: " + cause, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the brokers", e);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        String topic = Topics.RATING_CHANGED.name();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(List.of(topic)).allTopicNames().get(SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(description -> description.partitions().stream())
                .forEach(
                        partition -> wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static SubscriptionStatus read(
            Admin admin, String subscription, String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> positions = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(SECONDS, TimeUnit.SECONDS);
        Tally tally = Tally.NONE;
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata position = positions.get(end.getKey());
            if (position != null) {
                tally = tally.plus(Tally.ofMetadata(position.metadata()));
                lag += Math.max(0, end.getValue() - position.offset());
            }
        }
        return new SubscriptionStatus(subscription, instances(admin, group), !positions.isEmpty(), lag, tally);
    }

    private static int instances(Admin admin, String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get(SECONDS, TimeUnit.SECONDS).values().stream()
                    .mapToInt(description -> description.members().size())
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }
}
