package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Works out a {@link RatingsOfArea}. Where no judgement is named the counts are by overall effectiveness, as the contract of {@code /v1}
 * says, and on days whose inspections make none the profile stands beside them (docs/decisions/0016).
 */
final class RatingsAnswer {
    private final Criteria criteria;
    /** What the counts are by. */
    private final JudgementChoice choice;
    /** What stands side by side; null when one judgement answers the question. */
    private final @Nullable JudgementChoice profile;

    private final AskedArea england;

    /** @param england what an area is compared with */
    RatingsAnswer(Criteria criteria, AskedArea england) {
        this.criteria = criteria;
        this.england = england;
        JudgementChoice named = criteria.choice();
        this.choice = named == null ? JudgementChoice.BY_CONTRACT : named;
        JudgementChoice wide = named == null ? criteria.leading() : named;
        this.profile = wide.isOne() ? null : wide;
    }

    RatingsOfArea of(Reading view) {
        Counts counts = choice.isOne() ? criteria.counts(view, choice.one()) : criteria.countsByLowest(view, choice);
        JudgementChoice several = profile;
        return new RatingsOfArea(
                criteria.area().id(),
                choice.id(),
                criteria.family().id(),
                criteria.asOf(),
                criteria.inspectedBy(),
                Numbers.byGrade(counts),
                counts.superseded(),
                counts.notRated(),
                counts.authorities(),
                Numbers.shares(counts),
                criteria.leading().ids(),
                choice.isOne() ? criteria.lastGivenOn(view, choice.one()) : null,
                several == null ? null : inAny(view, several),
                several == null ? null : parts(view, several),
                several == null ? null : heldBackBy(view, several),
                criteria.area().note());
    }

    private Map<Grade, Integer> inAny(Reading view, JudgementChoice several) {
        List<LastGrades> all = criteria.authorities(view)
                .flatMap(history -> criteria.lastGrades(history, several).stream())
                .toList();
        Map<Grade, Integer> numbers = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            numbers.put(grade, (int)
                    all.stream().filter(one -> one.inHowMany(grade) > 0).count());
        }
        return numbers;
    }

    private List<RatingsOfArea.HeldBack> heldBackBy(Reading view, JudgementChoice several) {
        Map<Judgement, Double> shares = new EnumMap<>(Judgement.class);
        for (Judgement judgement : several.judgements()) {
            Map<String, Double> ofGrades =
                    criteria.isMade(judgement) ? Numbers.shares(criteria.counts(view, judgement)) : null;
            if (ofGrades != null) {
                shares.put(judgement, ofGrades.getOrDefault(Numbers.GOOD_OR_OUTSTANDING, 0.0));
            }
        }
        double lowest = shares.values().stream().min(Double::compare).orElse(0.0);
        return shares.entrySet().stream()
                .filter(share -> share.getValue() == lowest)
                .map(share -> new RatingsOfArea.HeldBack(
                        share.getKey().id(), lowest, goodOrOutstandingInEngland(view, share.getKey())))
                .toList();
    }

    private double goodOrOutstandingInEngland(Reading view, Judgement judgement) {
        Map<String, Double> shares = Numbers.shares(criteria.in(england).counts(view, judgement));
        return shares == null ? 0 : shares.getOrDefault(Numbers.GOOD_OR_OUTSTANDING, 0.0);
    }

    private List<RatingsOfArea.Part> parts(Reading view, JudgementChoice several) {
        return several.judgements().stream()
                .map(judgement -> part(view, judgement))
                .toList();
    }

    private RatingsOfArea.Part part(Reading view, Judgement judgement) {
        Counts counts = criteria.counts(view, judgement);
        LocalDate lastGivenOn = criteria.lastGivenOn(view, judgement);
        return new RatingsOfArea.Part(
                judgement.id(),
                Numbers.byGrade(counts),
                counts.superseded(),
                counts.notRated(),
                counts.authorities(),
                Numbers.shares(counts),
                lastGivenOn);
    }
}
