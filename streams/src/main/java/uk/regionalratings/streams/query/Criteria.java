package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What one question looks at (DESIGN.md section 2, Two dates).
 *
 * @param area the area
 * @param judgement the judgement
 * @param family the frameworks
 * @param asOf what was published by then counts
 * @param inspectedBy what ended later does not count; null when that does not matter
 */
record Criteria(Area area, Judgement judgement, Family family, LocalDate asOf, @Nullable LocalDate inspectedBy) {
    private static final List<String> PARAMETERS = List.of(
            ParameterReader.JUDGEMENT, ParameterReader.FRAMEWORK, ParameterReader.AS_OF, ParameterReader.INSPECTED_BY);

    /** The names that {@link #read} looks for, and {@code more}. */
    static List<String> parametersAnd(String... more) {
        return Stream.concat(PARAMETERS.stream(), Stream.of(more)).toList();
    }

    static Criteria read(Area area, ParameterReader parameters, LocalDate today) {
        Judgement judgement = parameters.judgement();
        Family family = parameters.family();
        LocalDate asOf = parameters.date(ParameterReader.AS_OF);
        LocalDate inspectedBy = parameters.date(ParameterReader.INSPECTED_BY);
        return new Criteria(area, judgement, family, asOf == null ? today : asOf, inspectedBy);
    }

    /** The counts; with a second date recounted from the histories, since timelines know publications alone. */
    Counts counts(Reading view) {
        if (inspectedBy == null) {
            return view.counts(area.areaId(), family, judgement, asOf);
        }
        return authorities(view)
                .map(history -> Counts.of(segment(standing(history))))
                .reduce(Counts.ZERO, Counts::plus);
    }

    private Segment segment(Optional<Standing> standing) {
        return standing.map(found -> new Segment(asOf, null, found.grade(), found.superseded(), false))
                .orElse(new Segment(asOf, null, null, false, false));
    }

    /** The authorities of the area that exist on the day. */
    Stream<AuthorityHistory> authorities(Reading view) {
        return view.authorities().stream().filter(history -> {
            Authority authority = history.authority().orElseThrow();
            return area.regions().contains(authority.region()) && authority.existsOn(asOf);
        });
    }

    /** The grade that stands for one authority. */
    Optional<Standing> standing(AuthorityHistory history) {
        return history.standing(family, judgement, this::looksAt);
    }

    private boolean looksAt(Inspection inspection) {
        boolean inspected = inspectedBy == null || !inspection.endedOn().isAfter(inspectedBy);
        return inspected && !inspection.publishedOn().isAfter(asOf);
    }
}
