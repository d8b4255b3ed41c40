package uk.regionalratings.streams.query.parameter;

import java.util.List;
import java.util.function.Function;

/** The result of a query. */
public sealed interface QueryResult<T> {
    /** The same with another answer, if there is one. */
    default <R> QueryResult<R> map(Function<T, R> change) {
        if (this instanceof Found<T> found) {
            return new Found<>(change.apply(found.value()));
        }
        if (this instanceof NotFound<T> missing) {
            return new NotFound<>(missing.kind(), missing.given(), missing.hint());
        }
        if (this instanceof Invalid<T> invalid) {
            return new Invalid<>(invalid.problems());
        }
        return new Unavailable<>(((Unavailable<T>) this).reason());
    }

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
