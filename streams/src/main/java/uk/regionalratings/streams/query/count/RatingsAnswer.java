package uk.regionalratings.streams.query.count;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Computes a {@link RatingsOfArea}. If the question names no judgement, the counts are by overall effectiveness, as the
 * contract of {@code /v1} says; on days whose inspections do not make that judgement, the profile is added
 * (docs/decisions/0016).
 */
public final class RatingsAnswer {
    private final Criteria criteria;
    /** The judgement or judgements that the counts are by. */
    private final JudgementChoice choice;
    /** The judgements to show side by side; null if one judgement answers the question. */
    private final @Nullable JudgementChoice profile;

    private final AskedArea england;

    /** @param england the area to compare with */
    public RatingsAnswer(Criteria criteria, AskedArea england) {
        this.criteria = criteria;
        this.england = england;
        JudgementChoice named = criteria.choice();
        this.choice = named == null ? JudgementChoice.BY_CONTRACT : named;
        JudgementChoice wide = named == null ? criteria.leading() : named;
        this.profile = wide.isOne() ? null : wide;
    }

    public RatingsOfArea of(RatingsState view) {
        CountedGrades grades = new CountedGrades(criteria, view);
        AreaCounts counts = grades.counts(choice);
        JudgementChoice several = profile;
        return new RatingsOfArea(
                criteria.area().id(),
                choice.id(),
                criteria.family().id(),
                criteria.asOf(),
                criteria.inspectedBy(),
                ShownCounts.byGrade(counts.counts()),
                counts.counts().superseded(),
                counts.notRated(),
                counts.counts().authorities(),
                ShownCounts.shares(counts.counts()),
                criteria.lineage().id(),
                counts.unsettled(),
                ChildrenCount.of(grades, choice, view.lineage()),
                criteria.leading().ids(),
                choice.isOne() ? grades.lastGivenOn(choice.one()) : null,
                several == null ? null : inAny(grades, several),
                several == null ? null : parts(view, grades, several),
                several == null ? null : heldBackBy(view, grades, several),
                notComparable(view, choice),
                criteria.area().note());
    }

    private static Map<Grade, Integer> inAny(CountedGrades grades, JudgementChoice several) {
        List<LastGrades> all = grades.authorities()
                .flatMap(history ->
                        Stream.ofNullable(grades.lastGrades(history, several).value()))
                .toList();
        Map<Grade, Integer> numbers = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            numbers.put(grade, (int)
                    all.stream().filter(one -> one.inHowMany(grade) > 0).count());
        }
        return numbers;
    }

    private List<RatingsOfArea.HeldBack> heldBackBy(RatingsState view, CountedGrades grades, JudgementChoice several) {
        Map<Judgement, Double> shares = new EnumMap<>(Judgement.class);
        for (Judgement judgement : several.judgements()) {
            Map<String, Double> ofGrades = criteria.isMade(judgement) ? shares(grades, judgement) : null;
            if (ofGrades != null) {
                shares.put(judgement, ofGrades.getOrDefault(ShownCounts.GOOD_OR_OUTSTANDING, 0.0));
            }
        }
        double lowest = shares.values().stream().min(Double::compare).orElse(0.0);
        return shares.entrySet().stream()
                .filter(share -> share.getValue() == lowest)
                .map(share -> new RatingsOfArea.HeldBack(
                        share.getKey().id(), lowest, goodOrOutstandingInEngland(view, share.getKey())))
                .toList();
    }

    private double goodOrOutstandingInEngland(RatingsState view, Judgement judgement) {
        Map<String, Double> shares = shares(new CountedGrades(criteria.in(england), view), judgement);
        return shares == null ? 0 : shares.getOrDefault(ShownCounts.GOOD_OR_OUTSTANDING, 0.0);
    }

    private static @Nullable Map<String, Double> shares(CountedGrades grades, Judgement judgement) {
        return ShownCounts.shares(grades.counts(JudgementChoice.of(judgement)).counts());
    }

    private List<RatingsOfArea.Part> parts(RatingsState view, CountedGrades grades, JudgementChoice several) {
        return several.judgements().stream()
                .map(judgement -> part(view, grades, JudgementChoice.of(judgement)))
                .toList();
    }

    private int notComparable(RatingsState view, JudgementChoice of) {
        return (int) criteria.authorities(view)
                .filter(history ->
                        !criteria.notComparable(history, of.judgements()).isEmpty())
                .count();
    }

    private RatingsOfArea.Part part(RatingsState view, CountedGrades grades, JudgementChoice judgement) {
        AreaCounts counts = grades.counts(judgement);
        return new RatingsOfArea.Part(
                judgement.id(),
                ShownCounts.byGrade(counts.counts()),
                counts.counts().superseded(),
                counts.notRated(),
                counts.unsettled(),
                counts.counts().authorities(),
                ShownCounts.shares(counts.counts()),
                ChildrenCount.of(grades, judgement, view.lineage()),
                grades.lastGivenOn(judgement.one()),
                notComparable(view, judgement));
    }
}
