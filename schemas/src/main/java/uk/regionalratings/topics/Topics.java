package uk.regionalratings.topics;

import java.util.List;
import org.apache.kafka.common.utils.Utils;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.InspectionPublished;

/** The topics that the pipeline shares with the world. */
public final class Topics {
    /**
     * The number of partitions of every topic. {@code inspection-published} and {@code authority-registered} are joined
     * by key and must have the same number. It can't be changed without moving keys, so it allows for as many
     * processing threads as may be needed.
     */
    public static final int PARTITIONS = 4;

    /** Facts: an inspection was published, corrected or withdrawn. Key: authorityId. */
    public static final Topic INSPECTION_PUBLISHED =
            new Topic("inspection-published", PARTITIONS, Topic.Kind.FACTS, InspectionPublished.getClassSchema());

    /** Reference data of the authorities. Key: authorityId. */
    public static final Topic AUTHORITY_REGISTERED =
            new Topic("authority-registered", PARTITIONS, Topic.Kind.REFERENCE, AuthorityRegistered.getClassSchema());

    /** Dead letters: the bytes as received, with {@link RejectionHeaders}. */
    public static final Topic INSPECTION_REJECTED =
            new Topic("inspection-rejected", PARTITIONS, Topic.Kind.FACTS, null);

    /** Standing grades and history of each authority. Key: authorityId. */
    public static final Topic AUTHORITY_RATINGS =
            new Topic("authority-ratings", PARTITIONS, Topic.Kind.TABLE, AuthorityRatings.getClassSchema());

    /** The running counts. Key: area/family/judgement. */
    public static final Topic AREA_RATINGS =
            new Topic("area-ratings", PARTITIONS, Topic.Kind.TABLE, AreaRatings.getClassSchema());

    /** Facts: what one inspection did to the ratings of its authority. Key: authorityId. */
    public static final Topic RATING_CHANGED =
            new Topic("rating-changed", PARTITIONS, Topic.Kind.FACTS, InspectionChanges.getClassSchema());

    /**
     * Dead letters of the alerts: the bytes of the rating change as received, with {@link UndeliveredHeaders}, for
     * the replay. Key: authorityId.
     */
    public static final Topic ALERT_UNDELIVERED = new Topic("alert-undelivered", PARTITIONS, Topic.Kind.FACTS, null);

    /**
     * The position of each alert subscription in each partition of {@code rating-changed}, with the results of
     * everything before it: JSON, which only the alerts write. Key: the subscription's consumer group, then a slash and
     * the partition.
     */
    public static final Topic ALERT_POSITIONS = new Topic("alert-positions", PARTITIONS, Topic.Kind.POSITIONS, null);

    /**
     * What the feeds that find news themselves have seen, and the results of their last rounds: JSON, which only they
     * write. Key: the feed, then {@code file}, {@code provider} or another kind of entry, and the identity of the
     * entry.
     */
    public static final Topic FEED_LEDGER = new Topic("feed-ledger", PARTITIONS, Topic.Kind.POSITIONS, null);

    /**
     * Canaries that were sent: no value; the key is the number of the partition, the timestamp the time of sending.
     * Read with the facts, by the same tasks.
     */
    public static final Topic CANARY_SENT = new Topic("canary-sent", PARTITIONS, Topic.Kind.SIGNALS, null);

    /** Canaries that have passed through the whole pipeline; key and timestamp as sent. */
    public static final Topic CANARY_SEEN = new Topic("canary-seen", PARTITIONS, Topic.Kind.SIGNALS, null);

    private Topics() {}

    /**
     * The partition in which Kafka's Java clients put a key, and in which everything about an authority is applied. Clients in other languages
     * hash in another way unless configured otherwise (librdkafka: {@code partitioner=murmur2_random}).
     */
    public static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** Every topic of the catalogue. */
    public static List<Topic> all() {
        return List.of(
                INSPECTION_PUBLISHED,
                AUTHORITY_REGISTERED,
                INSPECTION_REJECTED,
                AUTHORITY_RATINGS,
                AREA_RATINGS,
                RATING_CHANGED,
                ALERT_UNDELIVERED,
                ALERT_POSITIONS,
                FEED_LEDGER,
                CANARY_SENT,
                CANARY_SEEN);
    }
}
