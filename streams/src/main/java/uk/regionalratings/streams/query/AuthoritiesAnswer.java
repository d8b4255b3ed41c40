package uk.regionalratings.streams.query;

import java.util.Comparator;
import java.util.LinkedHashMap;
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
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Works out an {@link AuthoritiesOfArea} from one state of the view. */
final class AuthoritiesAnswer {
    private final AuthoritiesQuestion question;
    private final Criteria criteria;
    private final JudgementChoice choice;
    private final @Nullable GradeFilter filter;
    private final Reading view;
    private final WaitingTimes times;

    AuthoritiesAnswer(AuthoritiesQuestion question, Reading view) {
        this.question = question;
        this.criteria = question.criteria();
        this.choice = question.choice();
        this.filter = question.filter();
        this.view = view;
        this.times = criteria.waitingTimes(view, choice);
    }

    AuthoritiesOfArea answer() {
        Age waited = question.waited();
        return new AuthoritiesOfArea(
                criteria.area().id(),
                choice.id(),
                criteria.family().id(),
                criteria.asOf(),
                criteria.inspectedBy(),
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

    /** The row of one authority, unless the filter leaves it out. */
    private Stream<AuthoritiesOfArea.Row> row(AuthorityHistory history) {
        return choice.isOne() ? rowOfOne(history) : rowOfSeveral(history);
    }

    /**
     * What the row of one authority says of its grade.
     *
     * @param grade its grade; null for none
     * @param inspection what gave it; null likewise
     * @param superseded whether a later inspection did not make the judgement
     * @param inHowMany in how many of several judgements; null of one
     * @param outOf of how many; null likewise
     * @param run the inspections in a row that gave it; null for none
     */
    private record Graded(
            @Nullable Grade grade,
            @Nullable Inspection inspection,
            boolean superseded,
            @Nullable Integer inHowMany,
            @Nullable Integer outOf,
            @Nullable GradeRun run) {}

    private Stream<AuthoritiesOfArea.Row> rowOfOne(AuthorityHistory history) {
        Standing standing = criteria.standing(history, choice.one()).orElse(null);
        Grade grade = standing == null ? null : standing.grade();
        if (filter != null && filter.grade() != grade) {
            return Stream.empty();
        }
        Inspection inspection = standing == null ? null : standing.inspection();
        boolean superseded = standing != null && standing.superseded();
        GradeRun run = criteria.run(history, choice.one()).orElse(null);
        return Stream.of(row(history, new Graded(grade, inspection, superseded, null, null, run), null));
    }

    private Stream<AuthoritiesOfArea.Row> rowOfSeveral(AuthorityHistory history) {
        LastGrades last = criteria.lastGrades(history, choice).orElse(null);
        if (last == null) {
            boolean wanted = filter == null || filter.grade() == null;
            return wanted
                    ? Stream.of(row(history, new Graded(null, null, false, 0, 0, null), grades(history)))
                    : Stream.empty();
        }
        Grade counted = filter == null ? last.lowest() : filter.grade();
        if (counted == null || last.inHowMany(counted) == 0) {
            return Stream.empty();
        }
        Graded graded = new Graded(
                last.lowest(),
                last.inspection(),
                false,
                last.inHowMany(counted),
                last.grades().size(),
                longest(history, last, counted).orElse(null));
        return Stream.of(row(history, graded, grades(history)));
    }

    /** Of the judgements for which the last inspection gave {@code grade}, the run that began first. */
    private Optional<GradeRun> longest(AuthorityHistory history, LastGrades last, Grade grade) {
        return last.grades().entrySet().stream()
                .filter(given -> given.getValue() == grade)
                .flatMap(given -> criteria.run(history, given.getKey()).stream())
                .min(Comparator.comparing(GradeRun::since));
    }

    private Map<String, AuthorityDetail.Rating> grades(AuthorityHistory history) {
        Map<String, AuthorityDetail.Rating> grades = new LinkedHashMap<>();
        for (Judgement judgement : choice.judgements()) {
            criteria.standing(history, judgement)
                    .ifPresent(standing -> grades.put(
                            judgement.id(),
                            AuthorityDetail.Rating.of(
                                    standing, criteria.run(history, judgement).orElseThrow())));
        }
        return grades;
    }

    private AuthoritiesOfArea.Row row(
            AuthorityHistory history, Graded graded, @Nullable Map<String, AuthorityDetail.Rating> grades) {
        Authority authority = history.authority().orElseThrow();
        Inspection inspection = graded.inspection();
        GradeRun run = graded.run();
        return new AuthoritiesOfArea.Row(
                authority.authorityId(),
                authority.name(),
                authority.region(),
                graded.grade(),
                inspection == null ? null : inspection.inspectionId(),
                inspection == null ? null : inspection.framework(),
                inspection == null ? null : inspection.endedOn(),
                inspection == null ? null : inspection.publishedOn(),
                graded.superseded(),
                inspection == null ? null : inspection.reportUrl(),
                graded.inHowMany(),
                graded.outOf(),
                grades,
                criteria.lastInspection(history).orElse(null),
                run == null ? null : run.since(),
                run == null ? null : run.inspections(),
                Outlook.of(history, times, criteria.asOf()));
    }
}
