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
 * Reads the clock of a cluster. Kafka's protocol has no request for it, but the active controller reports the time at
 * which it has caught up, which is now (KIP-836). Requires the right to describe the cluster.
 */
public final class ClusterClock {
    private ClusterClock() {}

    /**
     * How far a clock is ahead of the cluster's, to within half of the time that the request takes; negative if it is
     * behind, empty if the cluster does not report its time.
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
