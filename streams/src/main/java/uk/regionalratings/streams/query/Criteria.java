package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.GradeRun;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.streams.rules.WaitingTimes;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What one question looks at (docs/domain-rules.md, Two dates).
 *
 * @param area the area
 * @param choice the judgements; null when none was named
 * @param family the frameworks
 * @param asOf what was published by then counts
 * @param inspectedBy what ended later does not count; null when that does not matter
 * @param lineage how an authority without an inspection of its own counts
 */
record Criteria(
        AskedArea area,
        @Nullable JudgementChoice choice,
        Family family,
        LocalDate asOf,
        @Nullable LocalDate inspectedBy,
        LineageChoice lineage) {
    private static final List<String> PARAMETERS = List.of(
            ParameterReader.JUDGEMENT,
            ParameterReader.FRAMEWORK,
            ParameterReader.AS_OF,
            ParameterReader.INSPECTED_BY,
            ParameterReader.LINEAGE);

    /** The same names but the judgement, for questions that no judgement matters to. */
    static final List<String> PARAMETERS_WITHOUT_JUDGEMENT =
            List.of(ParameterReader.FRAMEWORK, ParameterReader.AS_OF, ParameterReader.INSPECTED_BY);

    /** The names that {@link #read} looks for, and {@code more}. */
    static List<String> parametersAnd(String... more) {
        return Stream.concat(PARAMETERS.stream(), Stream.of(more)).toList();
    }

    static Criteria read(AskedArea area, ParameterReader parameters, LocalDate today) {
        JudgementChoice choice = parameters.judgements().orElse(null);
        Family family = parameters.family();
        LocalDate asOf = parameters.day(ParameterReader.AS_OF, today);
        LocalDate inspectedBy = parameters.day(ParameterReader.INSPECTED_BY, today);
        return new Criteria(area, choice, family, asOf == null ? today : asOf, inspectedBy, parameters.lineage());
    }

    /** The same question about another area. */
    Criteria in(AskedArea other) {
        return new Criteria(other, choice, family, asOf, inspectedBy, lineage);
    }

    /** The judgements that lead in inspections of the day: the last one that fieldwork of the inspections looked at may lie on. */
    JudgementChoice leading() {
        return JudgementChoice.leading(family, lastFieldwork());
    }

    private LocalDate lastFieldwork() {
        return inspectedBy == null || inspectedBy.isAfter(asOf) ? asOf : inspectedBy;
    }

    /** Whether inspections of the day can make {@code judgement}. */
    boolean isMade(Judgement judgement) {
        return Framework.inForce(family, lastFieldwork()).makes(judgement);
    }

    /** The authorities of the area that exist on the day. */
    Stream<AuthorityHistory> authorities(Reading view) {
        return area.authorities(view, asOf)
                .filter(history -> history.authority().orElseThrow().existsOn(asOf));
    }

    /** Whether an authority exists on the day and lies in the area. */
    boolean counts(AuthorityHistory history) {
        Authority authority = history.authority().orElseThrow();
        return authority.existsOn(asOf) && area.contains(asOf, authority);
    }

    /** The grade that stands for one authority. */
    Optional<Standing> standing(AuthorityHistory history, Judgement judgement) {
        return history.standing(family, judgement, this::looksAt);
    }

    /** Of each judgement that was last made on a scale that can't be compared, what was said; in the order of {@code judgements}. */
    Map<String, NotComparable> notComparable(AuthorityHistory history, List<Judgement> judgements) {
        Map<String, NotComparable> said = new LinkedHashMap<>();
        for (Judgement judgement : judgements) {
            history.notComparable(family, judgement, this::looksAt)
                    .ifPresent(inspection -> said.put(judgement.id(), NotComparable.of(inspection, judgement)));
        }
        return said;
    }

    /** The run of inspections that the standing grade of one authority belongs to. */
    Optional<GradeRun> run(AuthorityHistory history, Judgement judgement) {
        return GradeRun.standing(history, family, judgement, this::looksAt);
    }

    /** How long all authorities have waited for their next inspection, with estimates by the lowest grade in {@code judgements}. */
    WaitingTimes waitingTimes(Reading view, JudgementChoice judgements) {
        return new WaitingTimes(asOf, view.authorities(), judgements::lowest, this::looksAt);
    }

    /** What the last inspection of these frameworks gave in {@code judgements}; empty when it made none of them. */
    Optional<LastGrades> lastGrades(AuthorityHistory history, JudgementChoice judgements) {
        return last(history)
                .map(inspection -> LastGrades.of(inspection, judgements.judgements()))
                .filter(last -> !last.grades().isEmpty());
    }

    /** The last inspection of these frameworks, whatever it judged. */
    Optional<Inspection> last(AuthorityHistory history) {
        return history.last(family, this::looksAt);
    }

    /** The last inspection of any framework, whatever it judged. */
    Optional<LastInspection> lastInspection(AuthorityHistory history) {
        return history.last(Family.ANY, this::looksAt).map(inspection -> LastInspection.of(inspection, asOf));
    }

    /** Whether the inspection is looked at, whatever its framework. */
    boolean looksAt(Inspection inspection) {
        boolean inspected = inspectedBy == null || !inspection.endedOn().isAfter(inspectedBy);
        return inspected && !inspection.publishedOn().isAfter(asOf);
    }
}
