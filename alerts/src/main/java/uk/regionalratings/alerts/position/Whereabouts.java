package uk.regionalratings.alerts.position;

/** Where a subscription stands in one partition. */
public sealed interface Whereabouts {
    /** It goes on here. */
    record Known(Position position) implements Whereabouts {}

    /**
     * It had a position that the topic does not hold (any more). Only a person can say where it goes on.
     *
     * @param last what it had
     * @param reason what is wrong with that, for a person
     */
    record Lost(Position last, String reason) implements Whereabouts {}
}
