package uk.regionalratings.streams.query;

import java.util.List;

/** What came of a question. */
public sealed interface QueryResult<T> {
    /** The answer. */
    record Found<T>(T value) implements QueryResult<T> {}

    /**
     * There is no such thing, and everything is known that could tell otherwise.
     *
     * @param kind what was looked for: "area"
     * @param given the name given
     * @param hint where to look instead
     */
    record NotFound<T>(String kind, String given, String hint) implements QueryResult<T> {}

    /** The question can't be understood; every problem with it is listed. */
    record Invalid<T>(List<ParameterProblem> problems) implements QueryResult<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** The answer isn't known yet; asking again later helps. */
    record Unavailable<T>(String reason) implements QueryResult<T> {}
}
