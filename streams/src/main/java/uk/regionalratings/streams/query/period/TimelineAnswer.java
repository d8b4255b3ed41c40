package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.Populations;
import uk.regionalratings.streams.query.count.AreaCounts;
import uk.regionalratings.streams.query.count.ChildrenCount;
import uk.regionalratings.streams.query.count.CountedGrades;
import uk.regionalratings.streams.query.count.ShownCounts;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Lineage.Link;

/** Computes a {@link TimelineOfArea}: the counts of each point, and why they differ from those of the point before. */
final class TimelineAnswer {
    private final TimelineQuestion question;
    private final RatingsState view;
    private final Map<String, Memory> memories = new HashMap<>();

    TimelineAnswer(TimelineQuestion question, RatingsState view) {
        this.question = question;
        this.view = view;
    }

    /**
     * The latest contribution of one authority. It remains valid until an inspection is published or a grade passes to
     * the authority.
     */
    private static final class Memory {
        private final Optional<Populations.Estimate> estimate;
        private final NavigableSet<LocalDate> days;
        private @Nullable LocalDate since;
        private CountedGrades.@Nullable Counted counted;

        Memory(Optional<Populations.Estimate> estimate, NavigableSet<LocalDate> days) {
            this.estimate = estimate;
            this.days = days;
        }
    }

    TimelineOfArea answer() {
        LocalDate to = question.to();
        Breaks breaks = new Breaks(question.area(), view, question.from(), to);
        JudgementChoice choice = question.choice();
        List<TimelineOfArea.Point> points = new ArrayList<>();
        LocalDate before = null;
        AreaCounts countsBefore = AreaCounts.ZERO;
        for (LocalDate day : question.interval().days(question.from(), to)) {
            AreaCounts counts = on(day).counts(choice);
            List<TimelineOfArea.Step> steps =
                    before == null ? List.of() : steps(counts.minus(countsBefore), breaks, before, day);
            points.add(point(day, counts, steps));
            before = day;
            countsBefore = counts;
        }
        return new TimelineOfArea(
                question.area().id(),
                choice.id(),
                question.family().id(),
                question.from(),
                to,
                question.interval().id(),
                question.lineage().id(),
                question.on(to).leading().ids(),
                choice.isOne() ? on(to).lastGivenOn(choice.one()) : null,
                points,
                breaks.reorganisations(),
                breaks.memberships(),
                question.area().note());
    }

    private CountedGrades on(LocalDate day) {
        return new CountedGrades(question.on(day), view);
    }

    private Function<AuthorityHistory, AreaCounts> counted(LocalDate day) {
        CountedGrades grades = on(day);
        return history ->
                grades.counts(history) ? grades.asCounts(grades.counted(history, question.choice())) : AreaCounts.ZERO;
    }

    private List<TimelineOfArea.Step> steps(AreaCounts difference, Breaks breaks, LocalDate before, LocalDate day) {
        AreaCounts reorganised = breaks.between(Breaks.Cause.REORGANISATION, before, day, this::counted);
        AreaCounts moved = breaks.between(Breaks.Cause.MEMBERSHIP, before, day, this::counted);
        List<TimelineOfArea.Step> steps = new ArrayList<>();
        addStep(Breaks.Cause.INSPECTIONS, difference.minus(reorganised).minus(moved), steps);
        addStep(Breaks.Cause.REORGANISATION, reorganised, steps);
        addStep(Breaks.Cause.MEMBERSHIP, moved, steps);
        return steps;
    }

    private static void addStep(Breaks.Cause cause, AreaCounts by, List<TimelineOfArea.Step> steps) {
        TimelineOfArea.Step step = new TimelineOfArea.Step(
                cause.name().toLowerCase(Locale.ROOT),
                ShownCounts.byGrade(by.counts()),
                by.counts().superseded(),
                by.notRated(),
                by.unsettled(),
                by.counts().authorities());
        if (step.moves()) {
            steps.add(step);
        }
    }

    private TimelineOfArea.Point point(LocalDate day, AreaCounts counts, List<TimelineOfArea.Step> steps) {
        return new TimelineOfArea.Point(
                day,
                ShownCounts.byGrade(counts.counts()),
                counts.counts().superseded(),
                counts.notRated(),
                counts.unsettled(),
                counts.counts().authorities(),
                ShownCounts.shares(counts.counts()),
                children(day).shares(),
                steps);
    }

    private ChildrenCount children(LocalDate day) {
        CountedGrades grades = on(day);
        ChildrenCount count = new ChildrenCount();
        grades.authorities().forEach(history -> {
            Memory memory = memories.computeIfAbsent(history.authorityId(), any -> memory(history));
            memory.estimate.ifPresent(people -> count.add(people, counted(memory, history, day, grades)));
        });
        return count;
    }

    private CountedGrades.Counted counted(
            Memory memory, AuthorityHistory history, LocalDate day, CountedGrades grades) {
        LocalDate since = memory.days.floor(day);
        CountedGrades.Counted known = memory.counted;
        if (known == null || since == null || !since.equals(memory.since)) {
            known = grades.counted(history, question.choice());
            memory.counted = known;
            memory.since = since;
        }
        return known;
    }

    private Memory memory(AuthorityHistory history) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        days.add(LocalDate.MIN);
        addDays(history, days, new ArrayList<>());
        return new Memory(ChildrenCount.estimate(history, view.lineage()), days);
    }

    /** The days on which the contribution of an authority may change. */
    private void addDays(AuthorityHistory history, NavigableSet<LocalDate> days, List<String> seen) {
        if (seen.contains(history.authorityId())) {
            return;
        }
        seen.add(history.authorityId());
        history.counted().stream().map(Inspection::publishedOn).forEach(days::add);
        for (Link link : view.lineage().predecessorsOf(history.authorityId())) {
            LocalDate day = link.day();
            if (day != null) {
                days.add(day);
            }
            view.find(link.predecessorId()).ifPresent(predecessor -> addDays(predecessor, days, seen));
        }
    }
}
