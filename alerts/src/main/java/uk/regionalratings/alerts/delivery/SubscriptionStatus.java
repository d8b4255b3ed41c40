package uk.regionalratings.alerts.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.position.SubscriptionPositions;
import uk.regionalratings.alerts.position.Tally;
import uk.regionalratings.alerts.position.Whereabouts;
import uk.regionalratings.topics.Topics;

/**
 * The state of a subscription, from its positions and the brokers, whichever process serves it.
 *
 * @param subscription its name
 * @param instances the number of processes that serve it at present
 * @param begun whether it has a position
 * @param lag the number of records of {@code rating-changed} without a result, in partitions with a known position
 * @param tally the results of the others
 * @param lost the reason for each partition whose position is lost
 */
public record SubscriptionStatus(
        String subscription, int instances, boolean begun, long lag, Tally tally, List<String> lost) {
    private static final long SECONDS = 30;

    public SubscriptionStatus {
        lost = List.copyOf(lost);
    }

    /**
     * Asks the brokers.
     *
     * @param groups the consumer group of each subscription
     * @throws KafkaException if they don't answer
     */
    public static List<SubscriptionStatus> read(Admin admin, PositionTopic positions, Map<String, String> groups) {
        Map<String, SubscriptionPositions> found = positions.find(List.copyOf(groups.values()), Topics.RATING_CHANGED);
        List<SubscriptionStatus> all = new ArrayList<>();
        groups.forEach((subscription, group) ->
                all.add(of(subscription, instances(admin, group), Objects.requireNonNull(found.get(group)))));
        return all;
    }

    private static SubscriptionStatus of(String subscription, int instances, SubscriptionPositions found) {
        if (found.isNew()) {
            return new SubscriptionStatus(subscription, instances, false, 0, Tally.NONE, List.of());
        }
        Tally tally = Tally.NONE;
        long lag = 0;
        List<String> lost = new ArrayList<>();
        for (Map.Entry<Integer, Whereabouts> one : found.all().entrySet()) {
            if (one.getValue() instanceof Whereabouts.Known known) {
                Position position = known.position();
                tally = tally.plus(position.tally());
                lag += found.topic().range(one.getKey()).end() - position.offset();
            } else if (one.getValue() instanceof Whereabouts.Lost gone) {
                tally = tally.plus(gone.last().tally());
                lost.add(gone.reason());
            }
        }
        return new SubscriptionStatus(subscription, instances, true, lag, tally, lost);
    }

    /** The number of processes that serve the subscription with this group at present. */
    public static int instances(Admin admin, String group) {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get(SECONDS, TimeUnit.SECONDS).values().stream()
                    .mapToInt(description -> description.members().size())
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException("the brokers do not report who serves " + group + ": " + cause, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the brokers", e);
        }
    }
}
