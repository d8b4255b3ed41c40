package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Every name in the topology: nodes are verbs, stores are nouns. The names of stores and of repartition topics are part
 * of topic names on the broker, so changing one leaves its state behind: see the topology snapshot test.
 */
public final class TopologyNames {
    /** Histories of the authorities, by authorityId. */
    public static final String AUTHORITY_HISTORY = "authority-history";

    /**
     * The results of the input, by topic and partition, and the inspections that wait, by authority: see
     * {@link #waitingRow}.
     */
    public static final String INPUT_TALLY = "input-tally";

    /** The steps of each authority's timelines in all judgements and families, by authority, region and day. */
    public static final String AUTHORITY_TIMELINE = "authority-timeline";

    /**
     * In memory: the counts by area and day, the rating changes that hold, and what changed in both since the last
     * commit.
     */
    static final String COUNTING = "counting";

    /** Marks that counts have to be published at the next commit. */
    static final String TOUCHED_COUNTS = "touched-counts";

    /** In memory: the changes that events have made since the last commit. */
    static final String UNCOMMITTED_EVENTS = "uncommitted-events";

    /** The authority of the first event after each commit; the next commit publishes its row with all others. */
    static final String TOUCHED_AUTHORITIES = "touched-authorities";

    /** The rating changes as last published, by authority and inspection. */
    public static final String RATING_CHANGES = "rating-changes";

    /** Two rows: the version above which records of rating changes begin, and the format of the state. */
    public static final String VERSION_FLOOR = "version-floor";

    /** The key of the version floor in {@link #VERSION_FLOOR}. */
    public static final String FLOOR = "floor";

    /** The key of the state format in {@link #VERSION_FLOOR}. */
    public static final String STATE_FORMAT = "state-format";

    /** The store of counts in state format 5. */
    static final String EARLIER_TIMELINES = "region-timeline";

    /** The store of the versions of rating changes in state format 4. */
    public static final String EARLIER_VERSIONS = "change-versions";

    /** The table of authorities that queries read. */
    public static final String AUTHORITY_TABLE = "authority-table";

    /** The table of rating changes that queries read. */
    public static final String CHANGE_TABLE = "change-table";

    /** The table of the canaries that have arrived. */
    public static final String CANARY_TABLE = "canary-table";

    static final String READ_EVENTS = "read-events";
    static final String MOVE_MISPLACED = "move-misplaced";

    /** The stem of the repartition topic that brings misplaced records to their key's partition. */
    public static final String MISPLACED_EVENT = "misplaced-event";

    static final String TAKE_MOVED = "take-moved";
    static final String APPLY_EVENT = "apply-event";
    static final String REJECT = "reject";
    static final String PUBLISH_REJECTION = "publish-rejection";
    static final String READ_TOUCHED_AUTHORITIES = "read-touched-authorities";
    static final String PUBLISH_AUTHORITIES = "publish-authorities";
    static final String PUBLISH_AUTHORITY_RATINGS = "publish-authority-ratings";

    /** The stem of the repartition topic between the two halves of the topology. */
    public static final String TIMELINE_CHANGE = "timeline-change";

    static final String COUNT_AREAS = "count-areas";
    static final String READ_TOUCHED = "read-touched";
    static final String COUNT_ROWS = "count-rows";
    static final String PUBLISH_AREA_RATINGS = "publish-area-ratings";
    static final String TAKE_RATING_CHANGE = "take-rating-change";
    static final String PUBLISH_RATING_CHANGE = "publish-rating-change";
    static final String READ_AUTHORITY_RATINGS = "read-authority-ratings";
    static final String READ_RATING_CHANGES = "read-rating-changes";

    static final String TAKE_CANARY = "take-canary";
    static final String PUBLISH_CANARY = "publish-canary";
    static final String READ_CANARIES = "read-canaries";

    /** The suffix that Kafka Streams gives to a repartition topic. */
    static final String REPARTITION = "-repartition";

    /** The node with which Kafka Streams sends to the second half of the topology. */
    static final String SEND_TIMELINE_CHANGE = TIMELINE_CHANGE + REPARTITION + "-filter";

    /** The prefix of rows of {@link #INPUT_TALLY} about an authority; no topic has this name. */
    public static final String WAITING = "waiting/";

    private TopologyNames() {}

    /** A key as bytes. */
    static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** The repartition topic between the two halves of the topology, as Kafka Streams names it. */
    public static String timelineChangeTopic(String applicationId) {
        return applicationId + "-" + TIMELINE_CHANGE + REPARTITION;
    }

    /** The repartition topic that brings misplaced records to their key's partition, as Kafka Streams names it. */
    public static String misplacedEventTopic(String applicationId) {
        return applicationId + "-" + MISPLACED_EVENT + REPARTITION;
    }

    /**
     * The key of the row of {@link #INPUT_TALLY} about inspections that wait for the reference data of an authority.
     */
    public static String waitingRow(String authorityId) {
        return WAITING + authorityId;
    }

    /** The changelog of the input's results. */
    public static String inputTallyTopic(String applicationId) {
        return changelog(applicationId, INPUT_TALLY);
    }

    /** The changelog of the version floor, the only state that can't be recounted from the facts. */
    public static String versionFloorTopic(String applicationId) {
        return changelog(applicationId, VERSION_FLOOR);
    }

    /** The topology's own topics that can be recounted from the facts. */
    public static List<String> derivedTopics(String applicationId) {
        return List.of(
                timelineChangeTopic(applicationId),
                misplacedEventTopic(applicationId),
                changelog(applicationId, AUTHORITY_HISTORY),
                inputTallyTopic(applicationId),
                changelog(applicationId, AUTHORITY_TIMELINE),
                changelog(applicationId, EARLIER_TIMELINES),
                changelog(applicationId, RATING_CHANGES),
                changelog(applicationId, EARLIER_VERSIONS));
    }

    /** The changelog of a store, as Kafka Streams names it. */
    public static String changelog(String applicationId, String store) {
        return applicationId + "-" + store + "-changelog";
    }
}
