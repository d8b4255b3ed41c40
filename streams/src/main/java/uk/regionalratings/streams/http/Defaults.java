package uk.regionalratings.streams.http;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.authority.AuthoritiesOfArea;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.period.DaysToPublication;
import uk.regionalratings.streams.query.period.GradesOverTime;
import uk.regionalratings.streams.query.period.TimelineOfArea;
import uk.regionalratings.streams.query.period.TransitionsOfArea;
import uk.regionalratings.vocabulary.Family;

/**
 * The values of parameters that a question left out, by name, for permalinks. A missing judgement remains missing if
 * that is a question of its own kind.
 */
final class Defaults {
    private Defaults() {}

    static Map<String, String> of(RatingsOfArea answer) {
        return parameters("framework", answer.framework(), "asOf", answer.asOf(), "lineage", answer.lineage());
    }

    static Map<String, String> of(AuthoritiesOfArea answer) {
        return parameters("framework", answer.framework(), "asOf", answer.asOf(), "lineage", answer.lineage());
    }

    static Map<String, String> of(TimelineOfArea answer) {
        return parameters(
                "judgement",
                answer.judgement(),
                "framework",
                answer.framework(),
                "from",
                answer.from(),
                "to",
                answer.to(),
                "interval",
                answer.interval(),
                "lineage",
                answer.lineage());
    }

    static Map<String, String> of(TransitionsOfArea answer) {
        return parameters(
                "judgement",
                answer.judgement(),
                "framework",
                answer.framework(),
                "between",
                answer.between(),
                "from",
                answer.from(),
                "to",
                answer.to(),
                "asOf",
                answer.asOf());
    }

    static Map<String, String> of(GradesOverTime answer) {
        return parameters("framework", answer.framework(), "from", answer.from(), "to", answer.to());
    }

    static Map<String, String> of(DaysToPublication answer) {
        return parameters("framework", answer.framework(), "asOf", answer.asOf());
    }

    static Map<String, String> asOf(LocalDate day) {
        return parameters("asOf", day);
    }

    static Map<String, String> ofInspections(LocalDate today) {
        return parameters("framework", Family.ANY.id(), "to", today);
    }

    /** The pairs of name and value in which the value is not null. */
    private static Map<String, String> parameters(@Nullable Object... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int place = 0; place < namesAndValues.length; place += 2) {
            if (namesAndValues[place + 1] != null) {
                parameters.put(String.valueOf(namesAndValues[place]), String.valueOf(namesAndValues[place + 1]));
            }
        }
        return parameters;
    }
}
