package uk.regionalratings.streams.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.view.Version;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.topics.FactPosition;

/**
 * The version and the position that the parameters of a question name. A value that can't be read is reported as a
 * problem. Serves one question only.
 */
final class WantedVersion {
    static final String FORMS = "an instant such as 2026-08-20T09:30:00Z, or the version of an earlier answer";

    private final VersionedView view;
    private final ParameterReader reader;
    private final Clock clock;
    private @Nullable Version version;
    private @Nullable FactPosition position;
    private @Nullable Version past;

    WantedVersion(VersionedView view, ParameterReader reader, Clock clock) {
        this.view = view;
        this.reader = reader;
        this.clock = clock;
    }

    /** @param given a position or a version to wait for; null for none */
    void atLeast(@Nullable String given) {
        if (given == null) {
            return;
        }
        position = FactPosition.parse(given).orElse(null);
        version = position == null ? version(VersionedQueries.AT_LEAST, given) : null;
        if (position == null && version == null && reader.problems().isEmpty()) {
            reader.problem(
                    VersionedQueries.AT_LEAST,
                    given,
                    "is not a position",
                    "the position that a gateway answers with, or the version of an earlier answer");
        }
    }

    /** A version of the present topics; a version of other topics is reported as a problem. */
    private @Nullable Version version(String parameter, String given) {
        Optional<Version> written = Version.parse(given);
        Version now = view.state().version();
        written.filter(one -> !one.isOfTopicsOf(now))
                .ifPresent(other -> reader.problem(
                        parameter,
                        given,
                        "is a version of other topics: the topics were created again or restored since",
                        "a version of " + now.topics() + "; or ask knownAt=" + other.newest()
                                + ", the time of its newest fact, which a restored fact keeps"));
        return written.filter(one -> one.isOfTopicsOf(now)).orElse(null);
    }

    /** The version of the question; null for the present. */
    @Nullable
    Version knownAt(String parameter, @Nullable String given) {
        if (given == null) {
            return null;
        }
        Version named = version(parameter, given);
        if (named != null || !reader.problems().isEmpty()) {
            past = named;
            return named;
        }
        try {
            Instant instant = Instant.parse(given.strip().replace(' ', '+'));
            if (!instant.isAfter(clock.instant())) {
                return view.at(instant);
            }
            reader.problem(parameter, given, "is in the future", FORMS);
        } catch (DateTimeParseException e) {
            reader.problem(parameter, given, "is neither an instant nor a version", FORMS);
        }
        return null;
    }

    /** Whether the wanted data has arrived, or arrives within the limit. */
    boolean isThere(Duration limit) {
        Version first = version;
        Version second = past;
        FactPosition third = position;
        return (first == null || view.awaitIncludes(first, limit))
                && (second == null || view.awaitIncludes(second, limit))
                && (third == null || view.awaitIncludes(third, limit));
    }
}
