package uk.regionalratings.streams.query.authority;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.count.Carried;
import uk.regionalratings.streams.query.count.CountedGrades;
import uk.regionalratings.streams.query.count.Criteria;
import uk.regionalratings.streams.query.count.LastGrades;
import uk.regionalratings.streams.query.parameter.Age;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.GradeRun;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.streams.rules.WaitingTimes;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Computes an {@link AuthoritiesOfArea} from one state of the view. */
public final class AuthoritiesAnswer {
    private final AuthoritiesQuestion question;
    private final Criteria criteria;
    private final JudgementChoice choice;
    private final @Nullable GradeFilter filter;
    private final RatingsState view;
    private final WaitingTimes times;
    private final CountedGrades grades;

    public AuthoritiesAnswer(AuthoritiesQuestion question, RatingsState view) {
        this.question = question;
        this.criteria = question.criteria();
        this.choice = question.choice();
        this.filter = question.filter();
        this.view = view;
        this.grades = new CountedGrades(criteria, view);
        this.times = criteria.waitingTimes(view, choice);
    }

    public AuthoritiesOfArea answer() {
        Age waited = question.waited();
        return new AuthoritiesOfArea(
                criteria.area().id(),
                choice.id(),
                criteria.family().id(),
                criteria.asOf(),
                criteria.inspectedBy(),
                criteria.lineage().id(),
                filter == null ? null : filter.id(),
                waited == null ? null : waited.id(),
                question.order().id(),
                choice.ids(),
                criteria.leading().ids(),
                criteria.authorities(view)
                        .filter(history ->
                                question.hasWaited(times.last(history).orElse(null)))
                        .flatMap(this::row)
                        .sorted(question.order().comparator())
                        .toList(),
                criteria.area().note());
    }

    /** The row of one authority; empty if the filter excludes it. */
    private Stream<AuthoritiesOfArea.Row> row(AuthorityHistory history) {
        return choice.isOne() ? rowOfOne(history) : rowOfSeveral(history);
    }

    /**
     * The grade in the row of one authority.
     *
     * @param carried the standing grade or last grades, with the authority that they come from
     * @param grade its grade; null if it has none
     * @param inspection the inspection that gave it; null without a grade
     * @param superseded whether a later inspection did not make the judgement
     * @param inHowMany for several judgements, the number with this grade; null for a single judgement
     * @param outOf for several judgements, the number that the inspection made; null for a single judgement
     * @param run the inspections in a row that gave the grade; null without a grade
     */
    private record Graded(
            Carried<?> carried,
            @Nullable Grade grade,
            @Nullable Inspection inspection,
            boolean superseded,
            @Nullable Integer inHowMany,
            @Nullable Integer outOf,
            @Nullable GradeRun run) {}

    private Stream<AuthoritiesOfArea.Row> rowOfOne(AuthorityHistory history) {
        Carried<Standing> carried = grades.standing(history, choice.one());
        Standing standing = carried.value();
        Grade grade = standing == null ? null : standing.grade();
        if (filter != null && !filter.selects(carried, grade)) {
            return Stream.empty();
        }
        Inspection inspection = standing == null ? null : standing.inspection();
        boolean superseded = standing != null && standing.superseded();
        GradeRun run = inspection == null ? null : run(inspection, choice.one()).orElse(null);
        return Stream.of(row(history, new Graded(carried, grade, inspection, superseded, null, null, run), null));
    }

    private Stream<AuthoritiesOfArea.Row> rowOfSeveral(AuthorityHistory history) {
        Carried<LastGrades> carried = grades.lastGrades(history, choice);
        LastGrades last = carried.value();
        if (last == null) {
            boolean wanted = filter == null || filter.selects(carried, null);
            return wanted
                    ? Stream.of(row(history, new Graded(carried, null, null, false, 0, 0, null), grades(history)))
                    : Stream.empty();
        }
        Grade counted = filter == null ? last.lowest() : filter.grade();
        if (counted == null || last.inHowMany(counted) == 0) {
            return Stream.empty();
        }
        Graded graded = new Graded(
                carried,
                last.lowest(),
                last.inspection(),
                false,
                last.inHowMany(counted),
                last.grades().size(),
                longest(last, counted).orElse(null));
        return Stream.of(row(history, graded, grades(history)));
    }

    /** The longest of the runs of {@code grade} among the judgements of the last inspection. */
    private Optional<GradeRun> longest(LastGrades last, Grade grade) {
        return last.grades().entrySet().stream()
                .filter(given -> given.getValue() == grade)
                .flatMap(given -> run(last.inspection(), given.getKey()).stream())
                .min(Comparator.comparing(GradeRun::since));
    }

    /**
     * The run that an inspection belongs to, in the history of the inspected authority: a carried grade has the run of
     * the predecessor.
     */
    private Optional<GradeRun> run(Inspection inspection, Judgement judgement) {
        return view.find(inspection.authorityId()).flatMap(history -> criteria.run(history, judgement));
    }

    private Map<String, AuthorityDetail.Rating> grades(AuthorityHistory history) {
        Map<String, AuthorityDetail.Rating> ratings = new LinkedHashMap<>();
        for (Judgement judgement : choice.judgements()) {
            Standing standing = grades.standing(history, judgement).value();
            if (standing != null) {
                GradeRun run = run(standing.inspection(), judgement).orElseThrow();
                ratings.put(judgement.id(), AuthorityDetail.Rating.of(standing, run));
            }
        }
        return ratings;
    }

    private AuthoritiesOfArea.Row row(
            AuthorityHistory history, Graded graded, @Nullable Map<String, AuthorityDetail.Rating> ratings) {
        Authority authority = history.authority().orElseThrow();
        Inspection inspection = graded.inspection();
        GradeRun run = graded.run();
        return new AuthoritiesOfArea.Row(
                authority.authorityId(),
                authority.name(),
                authority.region(),
                graded.grade(),
                graded.carried().unsettled(),
                graded.carried().from(),
                inspection == null ? null : inspection.inspectionId(),
                inspection == null ? null : inspection.framework(),
                inspection == null ? null : inspection.endedOn(),
                inspection == null ? null : inspection.publishedOn(),
                graded.superseded(),
                inspection == null ? null : inspection.reportUrl(),
                graded.inHowMany(),
                graded.outOf(),
                ratings,
                criteria.lastInspection(history).orElse(null),
                run == null ? null : run.since(),
                run == null ? null : run.inspections(),
                Outlook.of(history, times, criteria.asOf()),
                criteria.notComparable(history, choice.judgements()));
    }
}
