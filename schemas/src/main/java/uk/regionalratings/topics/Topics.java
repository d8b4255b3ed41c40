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
     * Partitions of every topic. {@code inspection-published} and {@code authority-registered} are joined by key and
     * must have the same number; it can't be changed without moving keys, so it leaves room for as many processing threads.
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
     * How far each alert subscription is in each partition of {@code rating-changed}, and what became of everything before that: JSON, which
     * only the alerts write. Key: the subscription's consumer group, and the partition behind a slash.
     */
    public static final Topic ALERT_POSITIONS = new Topic("alert-positions", PARTITIONS, Topic.Kind.POSITIONS, null);

    /**
     * What the feeds that look for news themselves have seen, and how their last round went: JSON, which only they write. Key: the feed, then
     * {@code file}, {@code provider} or what else it keeps, and that one's identity.
     */
    public static final Topic FEED_LEDGER = new Topic("feed-ledger", PARTITIONS, Topic.Kind.POSITIONS, null);

    /**
     * Canaries on their way in: no value; the key is the number of the partition, the timestamp says when it was sent. Read beside the
     * facts and by the same tasks.
     */
    public static final Topic CANARY_SENT = new Topic("canary-sent", PARTITIONS, Topic.Kind.SIGNALS, null);

    /** Canaries that have come through the whole pipeline; key and timestamp as sent. */
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
