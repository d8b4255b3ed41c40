package uk.regionalratings.topics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.QuorumInfo;

/**
 * What the clock of a cluster says. Kafka's protocol has no question for it, but the controller that leads tells of itself that it has
 * caught up now (KIP-836). Whoever asks needs the right to describe the cluster.
 */
public final class ClusterClock {
    private ClusterClock() {}

    /**
     * How far a clock is ahead of the cluster's, to within half of the time that asking takes; negative when it is
     * behind, empty if the cluster does not tell.
     *
     * @param ours the clock to compare
     * @param patience how long to wait for the answer
     */
    public static Optional<Duration> ahead(Admin admin, Clock ours, Duration patience) {
        try {
            Instant before = ours.instant();
            QuorumInfo quorum =
                    admin.describeMetadataQuorum().quorumInfo().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Instant middle =
                    before.plus(Duration.between(before, ours.instant()).dividedBy(2));
            return quorum.voters().stream()
                    .filter(voter -> voter.replicaId() == quorum.leaderId())
                    .flatMap(leader -> leader.lastCaughtUpTimestamp().stream().boxed())
                    .filter(theirs -> theirs > 0)
                    .map(theirs -> Duration.between(Instant.ofEpochMilli(theirs), middle))
                    .findFirst();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
