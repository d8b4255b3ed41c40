package uk.regionalratings.operations.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.position.SubscriptionPositions;
import uk.regionalratings.alerts.position.Whereabouts;
import uk.regionalratings.operations.cluster.Answers;
import uk.regionalratings.operations.cluster.ChangeReaders;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.operations.cluster.GroupMembers;
import uk.regionalratings.streams.app.GroupLag;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.Access;
import uk.regionalratings.topics.Topics;

/**
 * Checks whether processes work on the data: the topology on the facts, each alert subscription on the rating changes.
 */
final class GroupsCheck {
    /** How long to wait for a topology that keeps up; a person is waiting for the result. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** The prefix of the groups of {@code ./ratings alerts}, unless their settings say otherwise. */
    private static final String OUR_GROUPS = Access.DEFAULT.alertGroups() + ".";

    private final Admin admin;
    private final PositionTopic subscriptions;
    private final String applicationId;

    /** @param subscriptions the positions of alert subscriptions */
    GroupsCheck(Admin admin, PositionTopic subscriptions, String applicationId) {
        this.admin = admin;
        this.subscriptions = subscriptions;
        this.applicationId = applicationId;
    }

    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        boolean begun = false;
        Map<String, SubscriptionPositions> positions = ofSubscriptions(findings);
        positions.forEach((group, one) -> findings.add(subscription(group, one)));
        for (String group : groups()) {
            if (positions.containsKey(group)) {
                continue;
            }
            if (group.equals(ChangeReaders.marker(applicationId))) {
                findings.add(Finding.fail(
                        "reset",
                        "a reset was interrupted",
                        "Run ./ratings reset --yes " + applicationId + " again until it is complete"));
            } else if (group.equals(applicationId)) {
                begun = true;
                findings.add(topology());
            } else if (!maySee(group)) {
                unseen.add(group);
            } else if (reads(group)) {
                findings.add(reader(group));
            }
        }
        if (!begun) {
            findings.add(notBegun());
        }
        if (!unseen.isEmpty()) {
            findings.add(Finding.ok(
                    "other groups",
                    "left out, since this user may not see what they read: " + String.join(", ", unseen)));
        }
        return findings;
    }

    /** A running topology is behind if, after some seconds, it has not processed what was there at the first check. */
    private Finding topology() {
        List<String> topics = List.of(
                Topics.INSPECTION_PUBLISHED.name(),
                Topics.AUTHORITY_REGISTERED.name(),
                TopologyNames.misplacedEventTopic(applicationId),
                TopologyNames.timelineChangeTopic(applicationId));
        String check = "topology " + applicationId;
        int running = GroupMembers.of(admin, applicationId);
        GroupLag first = lag(applicationId, topics);
        GroupLag now = first;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (running > 0 && !hasReached(now, first, topics) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            now = lag(applicationId, topics);
        }
        GroupLag lag = now;
        long records = topics.stream().mapToLong(lag::records).sum();
        if (running == 0 || hasReached(now, first, topics)) {
            return finding(check, applicationId, "threads", records, "Start ./ratings streams");
        }
        String behind = topics.stream()
                .filter(topic -> lag.records(topic) > 0)
                .map(topic -> describe(topic, lag))
                .collect(Collectors.joining(", "));
        return Finding.warn(
                check,
                running + " threads running, " + records + " records behind: " + behind,
                "Answers lack them, and say so. Run this again: if the number falls, wait; if it stays, see the log of"
                        + " ./ratings streams; if it grows, start more instances");
    }

    private static boolean hasReached(GroupLag now, GroupLag first, List<String> topics) {
        return topics.stream().allMatch(topic -> now.hasReachedEndOf(topic, first));
    }

    private static String describe(String topic, GroupLag lag) {
        int notBegun = lag.notBegun(topic).size();
        return lag.records(topic) + " of " + topic
                + (notBegun == 0
                        ? ""
                        : " (" + notBegun + (notBegun == 1 ? " partition" : " partitions") + " not begun)");
    }

    /**
     * The positions by group. Brokers forget the groups of subscriptions that were not served for long; the positions
     * are kept.
     */
    private Map<String, SubscriptionPositions> ofSubscriptions(List<Finding> findings) {
        try {
            return new TreeMap<>(subscriptions.find(subscriptions.groups(), Topics.RATING_CHANGED));
        } catch (KafkaException e) {
            findings.add(Finding.fail(
                    "subscriptions",
                    String.valueOf(e.getMessage()),
                    "Run ./ratings setup, or grant READ on " + Topics.ALERT_POSITIONS.name()));
            return Map.of();
        }
    }

    private Finding subscription(String group, SubscriptionPositions positions) {
        long lag = 0;
        for (Map.Entry<Integer, Whereabouts> one : positions.all().entrySet()) {
            if (one.getValue() instanceof Whereabouts.Lost lost) {
                return Finding.fail(
                        "readers " + group,
                        "its position is lost, and it sends no alerts: " + lost.reason(),
                        "Set where it continues with ./ratings alerts reset-position");
            }
            if (one.getValue() instanceof Whereabouts.Known known) {
                lag += positions.topic().range(one.getKey()).end()
                        - known.position().offset();
            }
        }
        return finding(
                "readers " + group,
                group,
                "instances",
                lag,
                "Start ./ratings alerts; if it is no longer wanted, remove it from the alerts file and run"
                        + " ./ratings alerts forget");
    }

    /**
     * A group that reads rating changes and has no position of an alert subscription: a subscription that has just
     * started, or another program.
     */
    private Finding reader(String group) {
        String check = "readers " + group;
        long lag = lag(group, List.of(Topics.RATING_CHANGED.name())).records(Topics.RATING_CHANGED.name());
        String delete = "kafka-consumer-groups.sh --bootstrap-server SERVER --delete --group " + group;
        if (group.startsWith(OUR_GROUPS)) {
            return finding(
                    check, group, "instances", lag, "Start ./ratings alerts; if it is no longer used: " + delete);
        }
        int running = GroupMembers.of(admin, group);
        String found = "not ours: " + running + " instances running, " + lag + " records behind";
        return running > 0 || lag == 0
                ? Finding.ok(check, found)
                : Finding.warn(check, found, "Ask its owner to start it; if it is no longer used: " + delete);
    }

    /**
     * A user who may describe the cluster sees all groups, including those of other programs, such as the registry's.
     */
    private boolean maySee(String group) {
        try {
            var unused = positions(group, Topics.RATING_CHANGED.name());
            return true;
        } catch (ClusterException e) {
            if (e.getCause() instanceof ExecutionException refusal
                    && refusal.getCause() instanceof GroupAuthorizationException) {
                return false;
            }
            throw e;
        }
    }

    /** The list of groups silently omits those that this user may not see. */
    private Finding notBegun() {
        String check = "topology " + applicationId;
        try {
            var unused = GroupMembers.of(admin, applicationId);
        } catch (ClusterException e) {
            return Finding.fail(
                    check,
                    String.valueOf(e.getMessage()),
                    "Grant DESCRIBE on this group, or run this as somebody who may");
        }
        return Finding.warn(check, "it has never run here", "Start ./ratings streams, or correct application.id");
    }

    private List<String> groups() {
        return Answers.of(
                        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
                .stream()
                .map(group -> group.groupId())
                .sorted()
                .toList();
    }

    private boolean reads(String group) {
        return !positions(group, Topics.RATING_CHANGED.name()).isEmpty();
    }

    private Finding finding(String check, String group, String members, long lag, String remedy) {
        int running = GroupMembers.of(admin, group);
        String found = running + " " + members + " running, " + lag + " records behind";
        if (running > 0) {
            return Finding.ok(check, found);
        }
        return lag > 0 ? Finding.fail(check, found, remedy) : Finding.warn(check, found, remedy);
    }

    private Map<TopicPartition, OffsetAndMetadata> positions(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> positions =
                new HashMap<>(Answers.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
        positions.keySet().removeIf(partition -> !partition.topic().equals(topic));
        positions.values().removeIf(position -> position == null);
        return positions;
    }

    private GroupLag lag(String group, List<String> topics) {
        try {
            return GroupLag.read(admin, group, topics);
        } catch (ExecutionException e) {
            throw new ClusterException("the brokers don't report how far " + group + " is: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while asking the brokers", e);
        }
    }
}
