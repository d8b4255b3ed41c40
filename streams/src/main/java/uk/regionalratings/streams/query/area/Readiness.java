package uk.regionalratings.streams.query.area;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.query.parameter.QueryResult;

/** Answers well-formed questions once the views hold everything that was published before the process started. */
public final class Readiness {
    private final Supplier<Optional<String>> unreadiness;

    /** @param unreadiness why there are no answers yet; empty once there are */
    public Readiness(Supplier<Optional<String>> unreadiness) {
        this.unreadiness = unreadiness;
    }

    /** Why there are no answers yet; empty once there are. */
    public Optional<String> reason() {
        return unreadiness.get();
    }

    /** The answer, unless the parameters have problems or there are no answers yet. */
    public <T> QueryResult<T> answer(ParameterReader reader, Supplier<QueryResult<T>> answer) {
        if (!reader.problems().isEmpty()) {
            return new QueryResult.Invalid<>(reader.problems());
        }
        return reason().<QueryResult<T>>map(QueryResult.Unavailable::new).orElseGet(answer);
    }

    /**
     * The answer to a question whose parameters name an area. Until there are answers, an area made on the spot can be
     * neither found nor refused.
     *
     * @param area as given; null if the question names none
     */
    public <T> QueryResult<T> withArea(@Nullable String area, Supplier<QueryResult<T>> question) {
        Optional<String> tooEarly = AreaFinder.isMadeOnTheSpot(area) ? reason() : Optional.empty();
        return tooEarly.<QueryResult<T>>map(QueryResult.Unavailable::new).orElseGet(question);
    }
}
