package uk.regionalratings.operations.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.position.SubscriptionPositions;
import uk.regionalratings.alerts.position.Whereabouts;
import uk.regionalratings.topics.Topics;

/**
 * The consumer groups that read {@code rating-changed}: alert subscriptions, and any other group with a position. A
 * reset writes the changes again after the groups' positions and then moves the positions past them, so that no alert
 * is sent twice.
 *
 * <p>While a reset is in progress, a group without members stores the offsets at which it began. A group whose position
 * has reached those offsets has read everything. An interrupted reset can therefore be run again.
 */
public final class ChangeReaders {
    private static final String TOPIC = Topics.RATING_CHANGED.name();

    private final Admin admin;
    private final PositionTopic subscriptions;
    private final String marker;

    /** @param subscriptions the topic that stores the positions of alert subscriptions */
    public ChangeReaders(Admin admin, PositionTopic subscriptions, String applicationId) {
        this.admin = admin;
        this.subscriptions = subscriptions;
        this.marker = marker(applicationId);
    }

    /** The group that exists while a reset is in progress. */
    public static String marker(String applicationId) {
        return applicationId + ".reset";
    }

    /** The names of the groups, sorted. */
    public List<String> groups() {
        return List.copyOf(positions().keySet());
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> positions() {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> all = new TreeMap<>();
        Answers.of(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
                .forEach(group -> {
                    Map<TopicPartition, OffsetAndMetadata> positions = positions(group.groupId());
                    if (!positions.isEmpty() && !group.groupId().equals(marker)) {
                        all.put(group.groupId(), positions);
                    }
                });
        ofSubscriptions().forEach((group, positions) -> {
            Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
            positions.all().forEach((partition, where) -> {
                if (where instanceof Whereabouts.Known one) {
                    known.put(
                            new TopicPartition(TOPIC, partition), one.position().toCommit());
                }
            });
            all.put(group, known);
        });
        return all;
    }

    /** Brokers forget the committed positions of groups without members, but these positions are kept indefinitely. */
    private Map<String, SubscriptionPositions> ofSubscriptions() {
        return subscriptions.find(subscriptions.groups(), Topics.RATING_CHANGED);
    }

    private Map<TopicPartition, OffsetAndMetadata> positions(String group) {
        Map<TopicPartition, OffsetAndMetadata> positions =
                new HashMap<>(Answers.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
        positions.keySet().removeIf(partition -> !partition.topic().equals(TOPIC));
        positions.values().removeIf(position -> position == null);
        return positions;
    }

    /** Groups with unread changes, which prevent a reset from starting. */
    public List<String> unheard(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> begun = positions(marker);
        List<String> unheard = new ArrayList<>();
        positions().forEach((group, positions) -> {
            long lag = 0;
            for (Map.Entry<TopicPartition, OffsetAndMetadata> position : positions.entrySet()) {
                long end = begun.containsKey(position.getKey())
                        ? begun.get(position.getKey()).offset()
                        : ends.getOrDefault(position.getKey(), 0L);
                lag += Math.max(0, end - position.getValue().offset());
            }
            if (lag > 0) {
                unheard.add(group + " has not read " + lag + " records of " + TOPIC);
            }
        });
        ofSubscriptions().forEach((group, positions) -> positions.all().values().stream()
                .filter(Whereabouts.Lost.class::isInstance)
                .map(Whereabouts.Lost.class::cast)
                .findFirst()
                .ifPresent(lost -> unheard.add(group + " has lost its position, " + lost.reason()
                        + ", and needs ./ratings alerts reset-position")));
        return unheard;
    }

    /**
     * Stores the end offsets of the changes before a reset writes them again. Does nothing if an interrupted reset has
     * already stored them.
     */
    public void begin(Map<TopicPartition, Long> ends) {
        if (positions(marker).isEmpty()) {
            move(marker, ends, Map.of());
        }
    }

    /**
     * Moves every group to the end, keeps the metadata of its position, and deletes the record of where the reset
     * began.
     */
    public void finish(Map<TopicPartition, Long> ends) {
        Map<String, SubscriptionPositions> kept = ofSubscriptions();
        positions().forEach((group, positions) -> move(group, ends, positions));
        kept.forEach((group, positions) -> subscriptions.write(group, moved(positions, ends)));
        Answers.of(admin.deleteConsumerGroups(List.of(marker)).all());
    }

    private static Map<Integer, Position> moved(SubscriptionPositions positions, Map<TopicPartition, Long> ends) {
        Map<Integer, Position> moved = new HashMap<>();
        positions.all().forEach((partition, where) -> {
            if (where instanceof Whereabouts.Known known) {
                long end = ends.getOrDefault(new TopicPartition(TOPIC, partition), 0L);
                moved.put(partition, known.position().movedTo(positions.topic().id(), end));
            }
        });
        return moved;
    }

    private void move(String group, Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> notes) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndMetadata note = notes.get(partition);
            moved.put(partition, new OffsetAndMetadata(end, note == null ? "" : note.metadata()));
        });
        Answers.of(admin.alterConsumerGroupOffsets(group, moved).all());
    }

    /**
     * Fails if any reader is running.
     *
     * @throws ClusterException listing the groups
     */
    public void requireNobodyRuns(List<String> further) {
        List<String> groups = new ArrayList<>(groups());
        groups.addAll(further);
        List<String> running = new ArrayList<>();
        for (String group : groups) {
            int members = GroupMembers.of(admin, group);
            if (members > 0) {
                running.add(group + " (" + members + " running)");
            }
        }
        if (!running.isEmpty()) {
            throw new ClusterException(
                    "stop these first, and every ./ratings streams --role query: " + String.join(", ", running));
        }
    }
}
