package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.system.faults.TroubledCluster.Position;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RoughHistory;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * "Nothing is lost, nothing is counted twice" (docs/domain-rules.md), while instances and the broker are killed or
 * restarted in mid-replay. Two faults of different kinds unless {@code -Dfaults=200} asks for more; {@code -Dseed=N} for the faults and the records of an earlier one; the
 * moments differ all the same.
 */
@Tag("sized")
class CrashIT {
    private static final int FAULTS = Integer.getInteger("faults", 2);
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final Duration CATCH_UP = Duration.ofMinutes(5);
    private static final int BURST = 500;

    /** So many records pending hold back the replay: a slow machine must catch up in the end. */
    private static final int FAR_AHEAD = 2_000;

    /** So many records processed since the last fault show that the pipeline has recovered from it. */
    private static final int RECOVERED = 200;

    private final Path directory;
    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Map<Fault, Integer> faults = new HashMap<>();
    private long slowest;

    CrashIT(@TempDir Path directory) {
        this.directory = directory;
    }

    private enum Fault {
        KILL_ONE(6),
        KILL_ONE_AND_LOSE_ITS_STATE(4),
        KILL_BOTH(4),
        RESTART_BROKER(6),
        KILL_BROKER(6),
        KILL_BROKER_AND_ONE(4);

        private final int weight;

        Fault(int weight) {
            this.weight = weight;
        }

        /** Different kinds in any order, then so many more as are missing, the likelier ones more often. */
        static List<Fault> several(int number, Random random) {
            List<Fault> weighted = new ArrayList<>();
            List<Fault> several = new ArrayList<>();
            for (Fault fault : values()) {
                weighted.addAll(Collections.nCopies(fault.weight, fault));
                several.add(fault);
            }
            Collections.shuffle(several, random);
            while (several.size() < number) {
                several.add(weighted.get(random.nextInt(weighted.size())));
            }
            return several.subList(0, number);
        }
    }

    @Test
    void killedInstancesAndBrokersLoseNothingAndCountNothingTwice() throws Exception {
        System.out.println("CrashIT: seed " + seed + ", " + FAULTS + " faults");
        try (TroubledCluster cluster = new TroubledCluster(directory)) {
            ContractSerdes serdes = new ContractSerdes(RegistryClients.open(cluster.settings()));
            try (Replay replay = new Replay(cluster.settings(), new RoughHistory(random, serdes))) {
                replayWithFaults(cluster, replay);
                replay.finish();
                verify(cluster, replay);
            }
        }
    }

    private void replayWithFaults(TroubledCluster cluster, Replay replay) {
        // Not the one that the replay's thread draws from.
        Random moments = new Random(seed + 1);
        List<Fault> chosen = Fault.several(FAULTS, moments);
        awaitProgress(cluster, replay, 0, "start");
        for (int n = 1; n <= FAULTS; n++) {
            replay.reaches(1 + 30 * n / FAULTS);
            if (moments.nextBoolean()) {
                replay.burst(BURST);
            }
            pause(moments, 1_500);
            Fault fault = chosen.get(n - 1);
            faults.merge(fault, 1, Integer::sum);
            Position hit = cluster.position();
            long start = System.nanoTime();
            inflict(cluster, fault, moments);
            awaitProgress(cluster, replay, hit.processed(), n + " " + fault);
            long millis = (System.nanoTime() - start) / 1_000_000;
            slowest = Math.max(slowest, millis);
            System.out.println("CrashIT: " + n + " " + fault + ", " + hit.pending() + " pending, progress after "
                    + millis + " ms");
            if (moments.nextBoolean()) {
                awaitAllProcessed(cluster, replay);
            }
        }
    }

    /** One partition that stands still hides behind the progress of the others, and the next fault would set it going again. */
    private static void awaitAllProcessed(TroubledCluster cluster, Replay replay) {
        replay.hold(true);
        try (CatchUp catchUp = new CatchUp(cluster.settings(), TroubledCluster.APPLICATION_ID)) {
            awaitProcessed(cluster, catchUp);
        }
        replay.hold(false);
    }

    private static void inflict(TroubledCluster cluster, Fault fault, Random moments) {
        int one = moments.nextInt(TroubledCluster.INSTANCES);
        switch (fault) {
            case KILL_ONE, KILL_ONE_AND_LOSE_ITS_STATE -> {
                cluster.killInstance(one);
                if (fault == Fault.KILL_ONE_AND_LOSE_ITS_STATE) {
                    cluster.wipeState(one);
                }
                // Often the other one takes over before it is back.
                pause(moments, 6_000);
                cluster.startInstance(one);
            }
            case KILL_BOTH -> {
                cluster.killInstance(0);
                cluster.killInstance(1);
                if (moments.nextBoolean()) {
                    cluster.wipeState(one);
                }
                cluster.startInstance(0);
                cluster.startInstance(1);
            }
            case RESTART_BROKER -> {
                cluster.stopBroker();
                cluster.startBroker();
            }
            case KILL_BROKER -> {
                cluster.killBroker();
                cluster.startBroker();
            }
            case KILL_BROKER_AND_ONE -> {
                cluster.killBroker();
                cluster.killInstance(one);
                cluster.startInstance(one);
                cluster.startBroker();
            }
        }
    }

    private static void pause(Random moments, int atMostMillis) {
        LockSupport.parkNanos(Duration.ofMillis(moments.nextInt(atMostMillis)).toNanos());
    }

    private static void awaitProgress(TroubledCluster cluster, Replay replay, long before, String after) {
        try {
            Awaitility.await("progress after " + after)
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(200))
                    .until(
                            () -> {
                                cluster.requireAlive();
                                Position position = cluster.position();
                                replay.hold(position.pending() > FAR_AHEAD);
                                return position;
                            },
                            position -> position.processed() >= before + RECOVERED);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + cluster.account(), e);
        }
    }

    private void verify(TroubledCluster cluster, Replay replay) {
        try (CatchUp catchUp = new CatchUp(cluster.settings(), TroubledCluster.APPLICATION_ID);
                Published published = new Published(cluster.settings())) {
            awaitProcessed(cluster, catchUp);
            List<Event> events = replay.events();
            published
                    .tables()
                    .assertEquals(
                            new EventRecount(events, ReferenceFiles.bundledAreas()), ReferenceFiles.bundledAreas());
            Map<String, String> rejections = published.rejections();
            verifyRejections(rejections, replay);
            verifyTallies(published, replay.acknowledged(), rejections.size());
            int versions = verifyVersions(published);
            System.out.printf(
                    "CrashIT: %s; %d records, %d rejected, %d versions of rating changes; progress after %d ms at the most%n",
                    faults, replay.acknowledged(), rejections.size(), versions, slowest);
        }
    }

    private static void awaitProcessed(TroubledCluster cluster, CatchUp catchUp) {
        try {
            catchUp.await(null, CATCH_UP, () -> {
                cluster.requireAlive();
                return Optional.empty();
            });
        } catch (IllegalStateException | ClusterException e) {
            throw new AssertionError(e.getMessage() + cluster.account(), e);
        }
    }

    /** What can't be used is rejected, and otherwise only what contradicts. */
    private static void verifyRejections(Map<String, String> rejections, Replay replay) {
        String contradiction = RejectionReason.CONFLICTING_REVISION.id();
        Map<String, String> others = new HashMap<>(rejections);
        others.values().removeIf(contradiction::equals);
        assertThat(others.keySet()).isEqualTo(replay.unusable());
        assertThat(rejections).containsValue(contradiction);
    }

    private static void verifyTallies(Published published, long sent, int rejected) {
        long received = 0;
        long applied = 0;
        long rejectedByTally = 0;
        long moved = 0;
        long arrived = 0;
        for (InputTally tally :
                published.tallies(TroubledCluster.APPLICATION_ID).values()) {
            assertThat(tally.getReceived() + tally.getArrived())
                    .isEqualTo(tally.getApplied() + tally.getDuplicate() + tally.getRejected() + tally.getMoved());
            received += tally.getReceived();
            moved += tally.getMoved();
            arrived += tally.getArrived();
            applied += tally.getApplied();
            rejectedByTally += tally.getRejected();
        }
        assertThat(received).isEqualTo(sent);
        assertThat(received)
                .isEqualTo(published.size(Topics.INSPECTION_PUBLISHED) + published.size(Topics.AUTHORITY_REGISTERED));
        assertThat(rejectedByTally).isEqualTo(rejected);
        assertThat(arrived).isEqualTo(moved).isPositive();
        assertThat(applied).as("the replay says something new").isGreaterThan(sent / 10);
    }

    /** Each record is published in versions 1, 2, 3 and so on, without gap or repetition; all that it said before stays in it. Returns how many. */
    private static int verifyVersions(Published published) {
        Map<String, Integer> last = new HashMap<>();
        Map<String, Set<String>> said = new HashMap<>();
        int[] versions = {0};
        published.forEachRecord(record -> {
            int before = last.getOrDefault(record.getId(), 0);
            assertThat(record.getVersion()).as(record.getId()).isEqualTo(before + 1);
            last.put(record.getId(), record.getVersion());
            assertThat(ContractMapping.newChanges(record)).as(record.getId()).isNotEmpty();
            Set<String> says = ContractMapping.changes(record).stream()
                    .map(RatingChanged::getId)
                    .collect(Collectors.toSet());
            assertThat(says).containsAll(said.getOrDefault(record.getId(), Set.of()));
            said.put(record.getId(), says);
            versions[0]++;
        });
        return versions[0];
    }
}
