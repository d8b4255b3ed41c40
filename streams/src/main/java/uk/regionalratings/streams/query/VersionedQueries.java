package uk.regionalratings.streams.query;

import java.lang.ref.SoftReference;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.Version;
import uk.regionalratings.streams.view.VersionedView;

/**
 * Answers questions from the current data, or as it was known at an earlier version ({@code knownAt}), with the version
 * of the answer. A question may wait for data that the client knows to exist ({@code atLeast}). See
 * docs/consistency.md. Thread-safe.
 */
public final class VersionedQueries {
    public static final String KNOWN_AT = "knownAt";
    public static final String AT_LEAST = "atLeast";
    private static final String SINCE = "since";

    /** Longer than an event takes through a pipeline that keeps up, shorter than clients wait. */
    private static final Duration WAIT = Duration.ofSeconds(5);
    /** The rows of a commit are read in far less time. */
    private static final Duration WAIT_FOR_COMMIT = Duration.ofMillis(50);
    /** Each waiting question holds a thread; the remaining threads are for questions that need not wait. */
    private static final int MOST_WAITING = 8;
    /**
     * With more facts than this on the way the pipeline is catching up. Answers then say so and need not be of exactly
     * one version.
     */
    private static final int CATCHING_UP = 1_000;
    /**
     * The number of earlier versions whose read models are kept while memory allows: a page asks several questions
     * about one version.
     */
    private static final int MOST_KEPT = 4;

    private static final String NO_FACTS = "the facts are not known here yet, so there are no versions";

    private final QueryService current;
    private final @Nullable VersionedView versions;
    private final Clock clock;
    private final Duration wait;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Map<Version, SoftReference<QueryService>> past = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, SoftReference<QueryService>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    public VersionedQueries(QueryService current, VersionedView versions, Clock clock) {
        this(current, versions, clock, WAIT);
    }

    /** @param wait how long a question may wait for data */
    public VersionedQueries(QueryService current, @Nullable VersionedView versions, Clock clock, Duration wait) {
        this.current = current;
        this.versions = versions;
        this.clock = clock;
        this.wait = wait;
    }

    /** For data without known facts: answers have no version. */
    public static VersionedQueries unversioned(QueryService current) {
        return new VersionedQueries(current, null, current.clock(), WAIT);
    }

    /**
     * An answer.
     *
     * @param version the version of the data; null if there is none
     */
    public record Answer<T>(QueryResult<T> result, @Nullable Version version) {}

    /** The current data. */
    public QueryService current() {
        return current;
    }

    /** Answers a question whose parameters may name a version and a position to wait for. */
    public <T> Answer<T> ask(
            QueryParameters given, BiFunction<QueryService, QueryParameters, QueryResult<T>> question) {
        return ask(given, List.of(KNOWN_AT, AT_LEAST), question);
    }

    /** Answers a question about the present only; its parameters may name a position to wait for. */
    public <T> Answer<T> askNow(
            QueryParameters given, BiFunction<QueryService, QueryParameters, QueryResult<T>> question) {
        return ask(given, List.of(AT_LEAST), question);
    }

    private <T> Answer<T> ask(
            QueryParameters given,
            List<String> names,
            BiFunction<QueryService, QueryParameters, QueryResult<T>> question) {
        ParameterReader reader = new ParameterReader(given.only(names), names);
        String knownAt = reader.single(KNOWN_AT);
        String atLeast = reader.single(AT_LEAST);
        QueryParameters rest = given.without(names);
        VersionedView view = versions;
        if (view == null || !view.isComplete()) {
            return new Answer<>(
                    reader.problems().isEmpty() && (knownAt != null || atLeast != null)
                            ? new QueryResult.Unavailable<>(NO_FACTS)
                            : refusedOr(reader, () -> question.apply(current, rest)),
                    null);
        }
        WantedVersion wanted = new WantedVersion(view, reader, clock);
        wanted.atLeast(atLeast);
        Version version = wanted.knownAt(KNOWN_AT, knownAt);
        if (!reader.problems().isEmpty()) {
            return new Answer<>(new QueryResult.Invalid<>(reader.problems()), null);
        }
        String tooLate = await(wanted);
        if (tooLate != null) {
            return new Answer<>(new QueryResult.Unavailable<>(tooLate), null);
        }
        return version == null ? now(view, rest, question) : then(view, version, rest, question);
    }

    /** Why the data is not there in time; null if it is there. */
    private @Nullable String await(WantedVersion wanted) {
        if (wanted.isThere(Duration.ZERO)) {
            return null;
        }
        if (!waiting.tryAcquire()) {
            return "too many questions are waiting for data that has not arrived here yet";
        }
        try {
            return wanted.isThere(wait) ? null : "the data that the question waits for has not arrived here yet";
        } finally {
            waiting.release();
        }
    }

    private static <T> QueryResult<T> refusedOr(ParameterReader reader, Supplier<QueryResult<T>> answer) {
        return reader.problems().isEmpty() ? answer.get() : new QueryResult.Invalid<>(reader.problems());
    }

    /** The differences between a version and an earlier one, which the parameters name. */
    public Answer<VersionNews> news(QueryParameters given) {
        List<String> own = List.of(SINCE);
        ParameterReader reader = new ParameterReader(given.only(own), own);
        Answer<RatingsView> later = ask(given.without(own), QueryService::readModel);
        VersionedView view = versions;
        Version until = later.version();
        if (!(later.result() instanceof QueryResult.Found<RatingsView>) || view == null || until == null) {
            return new Answer<>(
                    later.result() instanceof QueryResult.Found<RatingsView>
                            ? new QueryResult.Unavailable<>(NO_FACTS)
                            : later.result().map(any -> new VersionNews("", "", "", List.of(), List.of(), List.of())),
                    null);
        }
        String from = reader.single(SINCE);
        if (from == null && reader.problems().isEmpty()) {
            reader.problem(SINCE, "", "is missing", WantedVersion.FORMS);
        }
        Version since = new WantedVersion(view, reader, clock).knownAt(SINCE, from);
        if (since != null && !until.includes(since)) {
            reader.problem(
                    SINCE,
                    String.valueOf(from),
                    "is not before the version that it is compared with",
                    WantedVersion.FORMS);
        }
        if (since == null || !reader.problems().isEmpty()) {
            return new Answer<>(new QueryResult.Invalid<>(reader.problems()), null);
        }
        VersionComparison comparison = new VersionComparison(
                past(view, since).view(), past(view, until).view(), current.today());
        return new Answer<>(
                new QueryResult.Found<>(
                        comparison.tell(since.toString(), until.toString(), view.between(since, until))),
                until);
    }

    /**
     * Answers from the current read model if it shows exactly one version during the answer, which it does not while
     * the rows of a commit arrive.
     */
    private <T> Answer<T> now(
            VersionedView view,
            QueryParameters given,
            BiFunction<QueryService, QueryParameters, QueryResult<T>> question) {
        for (int attempt = 0; attempt < 3; attempt++) {
            VersionedView.State state = view.state();
            if (isShown(state)) {
                QueryResult<T> result = question.apply(current, given);
                if (isShown(state)) {
                    return new Answer<>(result, state.version());
                }
            } else {
                var unused = view.awaitExact(WAIT_FOR_COMMIT);
            }
        }
        Version version = view.state().version();
        return view.waiting() > CATCHING_UP || view.rowsWithoutFacts() > 0
                ? new Answer<>(question.apply(current, given), version)
                : then(view, version, given, question);
    }

    private boolean isShown(VersionedView.State state) {
        return state.exact() && state.updates() == current.ratingsVersion();
    }

    private <T> Answer<T> then(
            VersionedView view,
            Version version,
            QueryParameters given,
            BiFunction<QueryService, QueryParameters, QueryResult<T>> question) {
        VersionedView.State state = view.state();
        if (state.version().equals(version) && isShown(state)) {
            QueryResult<T> result = question.apply(current, given);
            if (isShown(state)) {
                return new Answer<>(result, version);
            }
        }
        return new Answer<>(question.apply(past(view, version), given), version);
    }

    /** Synchronized so that questions about the same version share one read model. */
    private synchronized QueryService past(VersionedView view, Version version) {
        SoftReference<QueryService> kept = past.get(version);
        QueryService known = kept == null ? null : kept.get();
        if (known == null) {
            known = current.over(view.at(version));
            past.put(version, new SoftReference<>(known));
        }
        return known;
    }
}
