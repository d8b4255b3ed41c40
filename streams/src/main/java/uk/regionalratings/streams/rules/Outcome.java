package uk.regionalratings.streams.rules;

/** The result of applying one event to an {@link AuthorityHistory}. */
public sealed interface Outcome {
    /** The event had news. */
    record Applied(AuthorityHistory history) implements Outcome {}

    /** The event was known already, in this or a higher revision. */
    record Duplicate() implements Outcome {}

    /**
     * The same revision is known with other content, and the known content is kept. Which of two contents is kept
     * depends only on the contents, so that every order of arrival leads to the same history.
     */
    record Conflict() implements Outcome {}
}
