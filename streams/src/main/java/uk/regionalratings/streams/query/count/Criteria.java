package uk.regionalratings.streams.query.count;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.query.parameter.LineageChoice;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.GradeRun;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.streams.rules.WaitingTimes;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The inspections that a question takes into account (docs/domain-rules.md, Two dates).
 *
 * @param area the area
 * @param choice the judgements; null if the question names none
 * @param family the frameworks
 * @param asOf inspections published by this day count
 * @param inspectedBy only inspections whose fieldwork ended by this day count; null if the question names no day
 * @param lineage how an authority without an inspection of its own counts
 */
public record Criteria(
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

    /** The same names without the judgement, for questions to which the judgement makes no difference. */
    public static final List<String> PARAMETERS_WITHOUT_JUDGEMENT =
            List.of(ParameterReader.FRAMEWORK, ParameterReader.AS_OF, ParameterReader.INSPECTED_BY);

    /** The names that {@link #read} looks for, and {@code more}. */
    public static List<String> parametersAnd(String... more) {
        return Stream.concat(PARAMETERS.stream(), Stream.of(more)).toList();
    }

    public static Criteria read(AskedArea area, ParameterReader parameters, LocalDate today) {
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

    /**
     * The leading judgements in inspections of the day: the last day on which fieldwork of a counted inspection can
     * lie.
     */
    public JudgementChoice leading() {
        return JudgementChoice.leading(family, lastFieldwork());
    }

    private LocalDate lastFieldwork() {
        return inspectedBy == null || inspectedBy.isAfter(asOf) ? asOf : inspectedBy;
    }

    /** Whether inspections of the day make {@code judgement}. */
    boolean isMade(Judgement judgement) {
        return Framework.inForce(family, lastFieldwork()).makes(judgement);
    }

    /** The authorities of the area that exist on the day. */
    public Stream<AuthorityHistory> authorities(RatingsState view) {
        return area.authorities(view, asOf)
                .filter(history -> history.authority().orElseThrow().existsOn(asOf));
    }

    /** Whether an authority exists on the day and is in the area. */
    boolean counts(AuthorityHistory history) {
        Authority authority = history.authority().orElseThrow();
        return authority.existsOn(asOf) && area.contains(asOf, authority);
    }

    /** The standing grade of one authority. */
    Optional<Standing> standing(AuthorityHistory history, Judgement judgement) {
        return history.standing(family, judgement, this::looksAt);
    }

    /**
     * The judgements whose latest result is on a scale that can't be compared with others, with that result, in the
     * order of {@code judgements}.
     */
    public Map<String, NotComparable> notComparable(AuthorityHistory history, List<Judgement> judgements) {
        Map<String, NotComparable> said = new LinkedHashMap<>();
        for (Judgement judgement : judgements) {
            history.notComparable(family, judgement, this::looksAt)
                    .ifPresent(inspection -> said.put(judgement.id(), NotComparable.of(inspection, judgement)));
        }
        return said;
    }

    /** The run of inspections with the standing grade of one authority. */
    public Optional<GradeRun> run(AuthorityHistory history, Judgement judgement) {
        return GradeRun.standing(history, family, judgement, this::looksAt);
    }

    /**
     * The waits of all authorities for their next inspection, with estimates by the lowest grade in {@code judgements}.
     */
    public WaitingTimes waitingTimes(RatingsState view, JudgementChoice judgements) {
        return new WaitingTimes(asOf, view.authorities(), judgements::lowest, this::looksAt);
    }

    /**
     * The grades that the last inspection under these frameworks gave in {@code judgements}; empty if it made none of
     * them.
     */
    Optional<LastGrades> lastGrades(AuthorityHistory history, JudgementChoice judgements) {
        return last(history)
                .map(inspection -> LastGrades.of(inspection, judgements.judgements()))
                .filter(last -> !last.grades().isEmpty());
    }

    /** The last inspection under these frameworks, whatever it judged. */
    Optional<Inspection> last(AuthorityHistory history) {
        return history.last(family, this::looksAt);
    }

    /** The last inspection under any framework, whatever it judged. */
    public Optional<LastInspection> lastInspection(AuthorityHistory history) {
        return history.last(Family.ANY, this::looksAt).map(inspection -> LastInspection.of(inspection, asOf));
    }

    /** Whether the inspection counts, whatever its framework. */
    public boolean looksAt(Inspection inspection) {
        boolean inspected = inspectedBy == null || !inspection.endedOn().isAfter(inspectedBy);
        return inspected && !inspection.publishedOn().isAfter(asOf);
    }
}
