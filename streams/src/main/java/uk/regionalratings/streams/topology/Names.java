package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Every name that the topology gives: nodes are verbs, stores are nouns. Names of stores and of the repartition topic are part of
 * the names of topics on the broker, so changing one leaves state behind: see the topology snapshot test.
 */
public final class Names {
    /** Histories of the authorities, by authorityId. */
    public static final String AUTHORITY_HISTORY = "authority-history";

    /** What became of the input, by topic and partition, and what waits, by authority: see {@link #waitingRow}. */
    public static final String INPUT_TALLY = "input-tally";

    /** How each authority counts from a day on, in every judgement and family, by authority, region and day. */
    public static final String AUTHORITY_TIMELINE = "authority-timeline";

    /** The counts by area and day, added up in memory; the rating changes that hold; and what of both changed since the last commit. */
    static final String COUNTING = "counting";

    /** That something of the counts has to be published at the next commit. */
    static final String TOUCHED_COUNTS = "touched-counts";

    /** What the events since the last commit have changed, in memory. */
    static final String UNCOMMITTED_EVENTS = "uncommitted-events";

    /** Authorities of the first event after each commit: their rows and all others are published at the next one. */
    static final String TOUCHED_AUTHORITIES = "touched-authorities";

    /** Rating changes as last told, by authority and inspection. */
    public static final String RATING_CHANGES = "rating-changes";

    /** Two rows: the version above which records of rating changes begin, and the format of the state. */
    public static final String VERSION_FLOOR = "version-floor";

    /** The key of the floor. */
    public static final String FLOOR = "floor";

    /** The key of the format of the state. */
    public static final String STATE_FORMAT = "state-format";

    /** Where state format 5 kept the counts. */
    static final String EARLIER_TIMELINES = "region-timeline";

    /** Where state format 4 kept the versions of rating changes. */
    public static final String EARLIER_VERSIONS = "change-versions";

    /** The table that queries read. */
    public static final String AUTHORITY_TABLE = "authority-table";

    /** The rating changes that queries read. */
    public static final String CHANGE_TABLE = "change-table";

    /** The canaries that have come through. */
    public static final String CANARY_TABLE = "canary-table";

    static final String READ_EVENTS = "read-events";
    static final String MOVE_MISPLACED = "move-misplaced";

    /** Stem of the repartition topic by which misplaced records come to their key's partition. */
    public static final String MISPLACED_EVENT = "misplaced-event";

    static final String TAKE_MOVED = "take-moved";
    static final String APPLY_EVENT = "apply-event";
    static final String REJECT = "reject";
    static final String PUBLISH_REJECTION = "publish-rejection";
    static final String READ_TOUCHED_AUTHORITIES = "read-touched-authorities";
    static final String PUBLISH_AUTHORITIES = "publish-authorities";
    static final String PUBLISH_AUTHORITY_RATINGS = "publish-authority-ratings";

    /** Stem of the repartition topic between the two halves of the topology. */
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

    /** How Kafka Streams ends the name of a repartition topic. */
    static final String REPARTITION = "-repartition";

    /** The node by which Kafka Streams sends to the second half of the topology. */
    static final String SEND_TIMELINE_CHANGE = TIMELINE_CHANGE + REPARTITION + "-filter";

    /** Before the identity of an authority, in rows of {@link #INPUT_TALLY}; no topic is called so. */
    public static final String WAITING = "waiting/";

    private Names() {}

    /** A key as bytes. */
    static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** The repartition topic between the two halves of the topology, as Kafka Streams names it. */
    public static String timelineChangeTopic(String applicationId) {
        return applicationId + "-" + TIMELINE_CHANGE + REPARTITION;
    }

    /** The repartition topic by which misplaced records come to their key's partition, as Kafka Streams names it. */
    public static String misplacedEventTopic(String applicationId) {
        return applicationId + "-" + MISPLACED_EVENT + REPARTITION;
    }

    /** The key of the row of {@link #INPUT_TALLY} that tells what waits for the reference data of an authority. */
    public static String waitingRow(String authorityId) {
        return WAITING + authorityId;
    }

    /** The topic that keeps what became of the input. */
    public static String inputTallyTopic(String applicationId) {
        return changelog(applicationId, INPUT_TALLY);
    }

    /** The topic that keeps the version floor: the one thing that can't be counted again from the facts. */
    public static String versionFloorTopic(String applicationId) {
        return changelog(applicationId, VERSION_FLOOR);
    }

    /** The topology's own topics that can be counted again from the facts. */
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

    /** The topic of a store, as Kafka Streams names it. */
    public static String changelog(String applicationId, String store) {
        return applicationId + "-" + store + "-changelog";
    }
}
