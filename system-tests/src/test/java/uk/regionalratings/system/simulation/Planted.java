package uk.regionalratings.system.simulation;

/** A fault that a test plants, to see that the checker finds it. */
enum Planted {
    NONE,
    /** A client is told that Kafka has an event, which was lost. */
    ACKNOWLEDGED_AND_LOST,
    /** A task passes over a record of its input. */
    SKIPPED_RECORD,
    /** A record of rating changes is published once more. */
    PUBLISHED_TWICE,
    /** An answer for a day knows what was published after it. */
    ANSWER_FROM_THE_FUTURE,
    /** A client of the change stream goes on behind an event that it never had. */
    STREAM_SKIPS,
    /** A client of the change stream is sent an event a second time. */
    STREAM_REPEATS,
    /** An alert counts as delivered that nobody got. */
    ALERT_LOST,
    /** An alert comes again under another id. */
    ALERT_UNDER_TWO_IDS,
    /** An alert overtakes the one before of its authority. */
    ALERTS_OUT_OF_ORDER
}
