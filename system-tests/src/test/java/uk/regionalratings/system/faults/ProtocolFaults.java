package uk.regionalratings.system.faults;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/**
 * What becomes of each request to a broker: the seed decides it for the n-th request of each kind. The errors are those that Kafka's brokers
 * answer such a request with when they restart, are overloaded, move partitions or groups, or have fenced a producer or member.
 */
final class ProtocolFaults implements KafkaProxy.RequestFaults {
    /** One in so many requests is treated, by kind; rare requests more often. */
    private static final Map<ApiKeys, Integer> ONE_IN = new EnumMap<>(ApiKeys.class);

    private static final Map<ApiKeys, List<Errors>> ERRORS = new EnumMap<>(ApiKeys.class);

    static {
        kind(ApiKeys.PRODUCE, 15, Errors.NOT_LEADER_OR_FOLLOWER, Errors.NOT_ENOUGH_REPLICAS, Errors.REQUEST_TIMED_OUT);
        kind(
                ApiKeys.END_TXN,
                6,
                Errors.NOT_COORDINATOR,
                Errors.COORDINATOR_LOAD_IN_PROGRESS,
                Errors.CONCURRENT_TRANSACTIONS,
                Errors.PRODUCER_FENCED);
        kind(
                ApiKeys.TXN_OFFSET_COMMIT,
                8,
                Errors.NOT_COORDINATOR,
                Errors.COORDINATOR_LOAD_IN_PROGRESS,
                Errors.UNKNOWN_MEMBER_ID,
                Errors.ILLEGAL_GENERATION);
        kind(ApiKeys.ADD_PARTITIONS_TO_TXN, 6, Errors.NOT_COORDINATOR, Errors.CONCURRENT_TRANSACTIONS);
        kind(ApiKeys.ADD_OFFSETS_TO_TXN, 6, Errors.NOT_COORDINATOR, Errors.CONCURRENT_TRANSACTIONS);
        kind(ApiKeys.INIT_PRODUCER_ID, 3, Errors.COORDINATOR_LOAD_IN_PROGRESS, Errors.CONCURRENT_TRANSACTIONS);
        kind(
                ApiKeys.HEARTBEAT,
                5,
                Errors.REBALANCE_IN_PROGRESS,
                Errors.NOT_COORDINATOR,
                Errors.ILLEGAL_GENERATION,
                Errors.UNKNOWN_MEMBER_ID);
        kind(ApiKeys.JOIN_GROUP, 5, Errors.NOT_COORDINATOR, Errors.COORDINATOR_LOAD_IN_PROGRESS);
        kind(ApiKeys.SYNC_GROUP, 5, Errors.NOT_COORDINATOR, Errors.REBALANCE_IN_PROGRESS);
        kind(ApiKeys.OFFSET_COMMIT, 5, Errors.NOT_COORDINATOR, Errors.COORDINATOR_LOAD_IN_PROGRESS);
        kind(ApiKeys.OFFSET_FETCH, 4, Errors.NOT_COORDINATOR, Errors.COORDINATOR_LOAD_IN_PROGRESS);
        kind(
                ApiKeys.FETCH,
                25,
                Errors.NOT_LEADER_OR_FOLLOWER,
                Errors.KAFKA_STORAGE_ERROR,
                Errors.FETCH_SESSION_ID_NOT_FOUND);
        kind(ApiKeys.LIST_OFFSETS, 8, Errors.NOT_LEADER_OR_FOLLOWER, Errors.LEADER_NOT_AVAILABLE);
        kind(ApiKeys.FIND_COORDINATOR, 5, Errors.COORDINATOR_NOT_AVAILABLE);
        kind(ApiKeys.METADATA, 15);
    }

    private static void kind(ApiKeys api, int oneIn, Errors... errors) {
        ONE_IN.put(api, oneIn);
        ERRORS.put(api, List.of(errors));
    }

    private final long seed;
    private final Map<ApiKeys, Integer> seen = new EnumMap<>(ApiKeys.class);
    private final Map<String, Integer> done = new TreeMap<>();
    private volatile boolean calm;

    ProtocolFaults(long seed) {
        this.seed = seed;
    }

    long seed() {
        return seed;
    }

    /**
     * What becomes of a request.
     *
     * @param delay before it reaches the broker
     * @param reaches whether it reaches the broker
     * @param answer the error of the answer; NONE leaves the broker's
     * @param cut whether the connection ends in place of an answer
     */
    record Treatment(Duration delay, boolean reaches, Errors answer, boolean cut) {
        static final Treatment NONE = new Treatment(Duration.ZERO, true, Errors.NONE, false);
    }

    @Override
    public Treatment treat(ApiKeys api, ByteBuffer request) {
        if (calm || !ONE_IN.containsKey(api)) {
            return Treatment.NONE;
        }
        int number;
        synchronized (seen) {
            number = seen.merge(api, 1, Integer::sum);
        }
        Random random = new Random(seed * 31 + api.id * 1_000_003L + number * 7_919L);
        // The first number of neighbouring seeds is much the same.
        random.nextLong();
        if (random.nextInt(ONE_IN.get(api)) > 0) {
            return Treatment.NONE;
        }
        Treatment treatment = any(random, ERRORS.get(api));
        count(api, treatment);
        return treatment;
    }

    private static Treatment any(Random random, List<Errors> errors) {
        int dice = random.nextInt(errors.isEmpty() ? 10 : 20);
        if (dice < 4) {
            return new Treatment(Duration.ofMillis(50 + random.nextInt(450)), true, Errors.NONE, false);
        }
        if (dice == 4) {
            return new Treatment(Duration.ofSeconds(4), true, Errors.NONE, false);
        }
        if (dice < 10) {
            return new Treatment(Duration.ZERO, random.nextBoolean(), Errors.NONE, true);
        }
        // One time in three the broker has done what it says it did not do.
        return new Treatment(Duration.ZERO, random.nextInt(3) == 0, errors.get(random.nextInt(errors.size())), false);
    }

    private void count(ApiKeys api, Treatment treatment) {
        String what = treatment.cut()
                ? "connection cut"
                : treatment.answer() == Errors.NONE
                        ? "delayed"
                        : treatment.answer().name() + (treatment.reaches() ? " though done" : "");
        synchronized (done) {
            done.merge(api.name + ": " + what, 1, Integer::sum);
        }
    }

    /** From now on every request reaches the broker. */
    void calm() {
        calm = true;
    }

    /** How many requests were treated. */
    int total() {
        synchronized (done) {
            return done.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** How often each was done, for a person to read. */
    @Override
    public String toString() {
        synchronized (done) {
            return done.toString();
        }
    }
}
