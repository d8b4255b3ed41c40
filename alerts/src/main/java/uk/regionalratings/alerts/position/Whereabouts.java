package uk.regionalratings.alerts.position;

/** The position of a subscription in one partition. */
public sealed interface Whereabouts {
    /** It continues here. */
    record Known(Position position) implements Whereabouts {}

    /**
     * It had a position that the topic does not contain or no longer contains. Only a person can decide where it
     * continues.
     *
     * @param last the last known position
     * @param reason what is wrong with it, for a person
     */
    record Lost(Position last, String reason) implements Whereabouts {}
}
