package uk.regionalratings.streams.query.count;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.query.parameter.LineageChoice;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The grade with which each authority counts, and the counts of an area, by the criteria and the lineage of a question.
 */
public final class CountedGrades {
    private final Criteria criteria;
    private final RatingsState view;
    private final boolean carry;
    private final Predecessors predecessors;

    public CountedGrades(Criteria criteria, RatingsState view) {
        this.criteria = criteria;
        this.view = view;
        this.carry = criteria.lineage() == LineageChoice.CARRY;
        this.predecessors = new Predecessors(view, view.lineage(), criteria.asOf());
    }

    /**
     * One authority's contribution to the counts.
     *
     * @param grade null without a grade
     * @param superseded whether the grade is superseded
     * @param unsettled whether it has no grade because its predecessors differ
     */
    public record Counted(@Nullable Grade grade, boolean superseded, boolean unsettled) {}

    /** An authority's contribution, for one judgement or several. */
    public Counted counted(AuthorityHistory history, JudgementChoice choice) {
        if (choice.isOne()) {
            Carried<Standing> carried = standing(history, choice.one());
            Standing standing = carried.value();
            return standing == null
                    ? new Counted(null, false, carried.unsettled())
                    : new Counted(standing.grade(), standing.superseded(), false);
        }
        Carried<LastGrades> carried = lastGrades(history, choice);
        LastGrades last = carried.value();
        return new Counted(last == null ? null : last.lowest(), false, carried.unsettled());
    }

    /** The standing grade of an authority, or that of its predecessors. */
    public Carried<Standing> standing(AuthorityHistory history, Judgement judgement) {
        if (!carry) {
            return ownOrNothing(criteria.standing(history, judgement));
        }
        return predecessors.of(
                history, one -> criteria.standing(one, judgement), CountedGrades::agreed, this::leftBehind);
    }

    /** If the heir has an inspection that did not make the judgement, that supersedes the carried grade. */
    private Standing leftBehind(AuthorityHistory heir, Standing standing) {
        return criteria.last(heir).isEmpty() ? standing : new Standing(standing.grade(), standing.inspection(), true);
    }

    private static @Nullable Standing agreed(@Nullable Standing one, @Nullable Standing other) {
        if (one == null || other == null || one.grade() != other.grade()) {
            return null;
        }
        Inspection later = Inspection.ORDER.compare(one.inspection(), other.inspection()) < 0
                ? other.inspection()
                : one.inspection();
        return new Standing(one.grade(), later, one.superseded() || other.superseded());
    }

    /**
     * The grades that an authority's last inspection gave in several judgements, or those of its predecessors if they
     * agree in each.
     */
    public Carried<LastGrades> lastGrades(AuthorityHistory history, JudgementChoice choice) {
        return carry
                ? predecessors.of(
                        history, one -> criteria.lastGrades(one, choice), CountedGrades::agreed, (heir, last) -> last)
                : ownOrNothing(criteria.lastGrades(history, choice));
    }

    private static @Nullable LastGrades agreed(@Nullable LastGrades one, @Nullable LastGrades other) {
        if (one == null || other == null || !one.grades().equals(other.grades())) {
            return null;
        }
        return Inspection.ORDER.compare(one.inspection(), other.inspection()) < 0 ? other : one;
    }

    private static <T> Carried<T> ownOrNothing(Optional<T> own) {
        return own.map(Carried::own).orElseGet(Carried::nothing);
    }

    /** Whether an authority exists on the day and is in the area. */
    public boolean counts(AuthorityHistory history) {
        return criteria.counts(history);
    }

    /** The authorities of the area that exist on the day. */
    public Stream<AuthorityHistory> authorities() {
        return criteria.authorities(view);
    }

    /**
     * When the last of the standing grades was published, if inspections of the day no longer make the judgement;
     * otherwise null.
     */
    @Nullable
    public LocalDate lastGivenOn(Judgement judgement) {
        if (criteria.isMade(judgement)) {
            return null;
        }
        return authorities()
                .flatMap(history ->
                        Stream.ofNullable(standing(history, judgement).value()))
                .map(standing -> standing.inspection().publishedOn())
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    /**
     * The counts of the area. They are computed from the histories if the question has a second date, which timelines
     * do not know, is about an area made on the spot, or about several judgements, for which no timelines are kept.
     */
    public AreaCounts counts(JudgementChoice choice) {
        boolean kept = choice.isOne()
                && criteria.inspectedBy() == null
                && criteria.area().isListed();
        if (!kept) {
            return authorities()
                    .map(history -> asCounts(counted(history, choice)))
                    .reduce(AreaCounts.ZERO, AreaCounts::plus);
        }
        AreaCounts own =
                new AreaCounts(view.counts(criteria.area().id(), criteria.family(), choice.one(), criteria.asOf()), 0);
        return carry ? own.plus(brought(choice)) : own;
    }

    /** The predecessors' contribution to the counts; most authorities have no predecessors. */
    private AreaCounts brought(JudgementChoice choice) {
        AreaCounts brought = AreaCounts.ZERO;
        AreaCounts notRated = asCounts(new Counted(null, false, false));
        List<AuthorityHistory> successors = authorities()
                .filter(history -> view.lineage().isSuccessor(history.authorityId()))
                .toList();
        for (AuthorityHistory successor : successors) {
            Carried<Standing> carried = standing(successor, choice.one());
            if (carried.unsettled() || !carried.from().isEmpty()) {
                brought = brought.plus(asCounts(counted(successor, choice))).minus(notRated);
            }
        }
        return brought;
    }

    /** The counts with one authority in them. */
    public AreaCounts asCounts(Counted one) {
        Segment segment = new Segment(criteria.asOf(), null, one.grade(), one.superseded(), false);
        return new AreaCounts(Counts.of(segment), one.unsettled() ? 1 : 0);
    }
}
