package uk.regionalratings.streams.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Works out an {@link AuthoritiesOfArea}. Where no judgement is named, the judgements that inspections of the day lead with answer it
 * (docs/decisions/0016).
 */
final class AuthoritiesAnswer {
    private final Criteria criteria;
    private final JudgementChoice choice;
    private final @Nullable GradeFilter filter;

    /** @param filter which authorities; null for all */
    AuthoritiesAnswer(Criteria criteria, @Nullable GradeFilter filter) {
        this.criteria = criteria;
        JudgementChoice named = criteria.choice();
        this.choice = named == null ? criteria.leading() : named;
        this.filter = filter;
    }

    AuthoritiesOfArea of(Reading view) {
        return new AuthoritiesOfArea(
                criteria.area().id(),
                choice.id(),
                criteria.family().id(),
                criteria.asOf(),
                criteria.inspectedBy(),
                filter == null ? null : filter.id(),
                choice.ids(),
                criteria.leading().ids(),
                criteria.authorities(view).flatMap(this::row).toList(),
                criteria.area().note());
    }

    /** The row of one authority, unless the filter leaves it out. */
    private Stream<AuthoritiesOfArea.Row> row(AuthorityHistory history) {
        return choice.isOne() ? rowOfOne(history) : rowOfSeveral(history);
    }

    private Stream<AuthoritiesOfArea.Row> rowOfOne(AuthorityHistory history) {
        Standing standing = criteria.standing(history, choice.one()).orElse(null);
        Grade grade = standing == null ? null : standing.grade();
        if (filter != null && filter.grade() != grade) {
            return Stream.empty();
        }
        Inspection inspection = standing == null ? null : standing.inspection();
        boolean superseded = standing != null && standing.superseded();
        return Stream.of(row(history, grade, inspection, superseded, null, null, null));
    }

    private Stream<AuthoritiesOfArea.Row> rowOfSeveral(AuthorityHistory history) {
        LastGrades last = criteria.lastGrades(history, choice).orElse(null);
        if (last == null) {
            boolean wanted = filter == null || filter.grade() == null;
            return wanted ? Stream.of(row(history, null, null, false, 0, 0, grades(history))) : Stream.empty();
        }
        Grade counted = filter == null ? last.lowest() : filter.grade();
        if (counted == null || last.inHowMany(counted) == 0) {
            return Stream.empty();
        }
        return Stream.of(row(
                history,
                last.lowest(),
                last.inspection(),
                false,
                last.inHowMany(counted),
                last.grades().size(),
                grades(history)));
    }

    private Map<String, AuthorityDetail.Rating> grades(AuthorityHistory history) {
        Map<String, AuthorityDetail.Rating> grades = new LinkedHashMap<>();
        for (Judgement judgement : choice.judgements()) {
            criteria.standing(history, judgement)
                    .ifPresent(standing -> grades.put(judgement.id(), AuthorityDetail.Rating.of(standing)));
        }
        return grades;
    }

    private AuthoritiesOfArea.Row row(
            AuthorityHistory history,
            @Nullable Grade grade,
            @Nullable Inspection inspection,
            boolean superseded,
            @Nullable Integer inHowMany,
            @Nullable Integer outOf,
            @Nullable Map<String, AuthorityDetail.Rating> grades) {
        Authority authority = history.authority().orElseThrow();
        return new AuthoritiesOfArea.Row(
                authority.authorityId(),
                authority.name(),
                authority.region(),
                grade,
                inspection == null ? null : inspection.inspectionId(),
                inspection == null ? null : inspection.framework(),
                inspection == null ? null : inspection.endedOn(),
                inspection == null ? null : inspection.publishedOn(),
                superseded,
                inspection == null ? null : inspection.reportUrl(),
                inHowMany,
                outOf,
                grades,
                criteria.lastInspection(history).orElse(null));
    }
}
