package uk.regionalratings.streams.query;

import java.util.List;

/** The result of a query. */
public sealed interface QueryResult<T> {
    /** The answer. */
    record Found<T>(T value) implements QueryResult<T> {}

    /**
     * The thing does not exist, and the data is complete enough to be sure.
     *
     * @param kind the kind of thing, such as "area"
     * @param given the name given
     * @param hint where to look instead
     */
    record NotFound<T>(String kind, String given, String hint) implements QueryResult<T> {}

    /** The query is invalid; lists every problem with it. */
    record Invalid<T>(List<ParameterProblem> problems) implements QueryResult<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** The answer is not available yet; the client should retry later. */
    record Unavailable<T>(String reason) implements QueryResult<T> {}
}
