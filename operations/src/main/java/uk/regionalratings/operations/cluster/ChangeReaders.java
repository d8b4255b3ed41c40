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
 * The consumer groups that read {@code rating-changed}: alert subscriptions, and whoever else keeps a position. A reset writes the
 * changes anew behind their positions and then moves them past it, so that nothing is told twice.
 *
 * <p>While that is under way a group without members holds where it began. Whoever stands no further than that has heard everything:
 * that is how a reset which was cut off can be run again.
 */
public final class ChangeReaders {
    private static final String TOPIC = Topics.RATING_CHANGED.name();

    private final Admin admin;
    private final PositionTopic subscriptions;
    private final String marker;

    /** @param subscriptions where the positions of alert subscriptions are kept */
    public ChangeReaders(Admin admin, PositionTopic subscriptions, String applicationId) {
        this.admin = admin;
        this.subscriptions = subscriptions;
        this.marker = marker(applicationId);
    }

    /** The group that is there while a reset is under way. */
    public static String marker(String applicationId) {
        return applicationId + ".reset";
    }

    /** Their names, sorted. */
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

    /** Brokers forget what groups without members have committed; these positions are kept for ever. */
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

    /** What keeps a reset from beginning: groups that have not been told everything. */
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
                unheard.add(group + " has not been told " + lag + " records of " + TOPIC);
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

    /** Remembers where the changes end before they are written anew, unless a reset that was cut off has done so. */
    public void begin(Map<TopicPartition, Long> ends) {
        if (positions(marker).isEmpty()) {
            move(marker, ends, Map.of());
        }
    }

    /** Moves every group to the end, with what it noted at its position, and forgets where the reset began. */
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
     * Refuses while somebody reads.
     *
     * @throws ClusterException naming the groups
     */
    public void requireNobodyRuns(List<String> further) {
        List<String> groups = new ArrayList<>(groups());
        groups.addAll(further);
        List<String> running = new ArrayList<>();
        for (String group : groups) {
            int members = Members.of(admin, group);
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
