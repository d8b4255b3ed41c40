package uk.regionalratings.streams.rules;

/** What became of one event that was put to an {@link AuthorityHistory}. */
public sealed interface Outcome {
    /** The event said something new. */
    record Applied(AuthorityHistory history) implements Outcome {}

    /** The event was known already, in this or a higher revision. */
    record Duplicate() implements Outcome {}

    /**
     * The same revision is known with other content, and the known one stays. Which of the two stays depends on their
     * content alone, so that every order of arrival ends in the same history.
     */
    record Conflict() implements Outcome {}
}
