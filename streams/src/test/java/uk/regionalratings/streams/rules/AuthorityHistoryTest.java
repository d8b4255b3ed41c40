package uk.regionalratings.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.vocabulary.Family.ANY;
import static uk.regionalratings.vocabulary.Family.ILACS;
import static uk.regionalratings.vocabulary.Family.SIF;
import static uk.regionalratings.vocabulary.Grade.GOOD;
import static uk.regionalratings.vocabulary.Grade.INADEQUATE;
import static uk.regionalratings.vocabulary.Grade.OUTSTANDING;
import static uk.regionalratings.vocabulary.Judgement.HELP_AND_PROTECTION;
import static uk.regionalratings.vocabulary.Judgement.OVERALL_EFFECTIVENESS;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** The rules of docs/domain-rules.md, one example each. */
class AuthorityHistoryTest {
    private static final LocalDate MAY = LocalDate.of(2024, 5, 1);
    private static final LocalDate JUNE = LocalDate.of(2024, 6, 1);
    private static final LocalDate JULY = LocalDate.of(2024, 7, 1);

    private AuthorityHistory history = AuthorityHistory.empty("394");

    @Test
    void theLatestGradeStands() {
        registered(null, null);
        published("a", Framework.SIF, MAY, Map.of(OVERALL_EFFECTIVENESS, INADEQUATE));
        published("b", Framework.ILACS, JUNE, Map.of(OVERALL_EFFECTIVENESS, OUTSTANDING));

        assertThat(grades(WholeHistory.timeline(history, ANY, OVERALL_EFFECTIVENESS)))
                .containsExactly(null, INADEQUATE, OUTSTANDING);
        assertThat(grades(WholeHistory.timeline(history, SIF, OVERALL_EFFECTIVENESS)))
                .containsExactly(null, INADEQUATE);
        assertThat(grades(WholeHistory.timeline(history, ILACS, OVERALL_EFFECTIVENESS)))
                .containsExactly(null, OUTSTANDING);
    }

    @Test
    void aGradeThatALaterReportDoesNotRepeatStandsButIsSuperseded() {
        registered(null, null);
        published("a", Framework.ILACS, MAY, Map.of(OVERALL_EFFECTIVENESS, OUTSTANDING));
        published("b", Framework.ILACS_2026, JUNE, Map.of(HELP_AND_PROTECTION, GOOD));

        List<Segment> timeline = WholeHistory.timeline(history, ILACS, OVERALL_EFFECTIVENESS);

        assertThat(timeline)
                .containsExactly(
                        new Segment(Segment.BEGINNING, MAY, null, false, false),
                        new Segment(MAY, JUNE, OUTSTANDING, false, true),
                        new Segment(JUNE, null, OUTSTANDING, true, true));
        assertThat(WholeHistory.changes(history, OVERALL_EFFECTIVENESS)).hasSize(1);
    }

    @Test
    void ofTwoReportsOfOneDayTheOneWithTheLaterFieldworkStands() {
        registered(null, null);
        apply(inspection("z", Framework.ILACS, JUNE, MAY, Map.of(OVERALL_EFFECTIVENESS, GOOD)));
        apply(inspection("a", Framework.ILACS, JUNE, MAY.plusDays(1), Map.of(OVERALL_EFFECTIVENESS, INADEQUATE)));

        assertThat(grades(WholeHistory.timeline(history, ANY, OVERALL_EFFECTIVENESS)))
                .containsExactly(null, INADEQUATE);
        assertThat(WholeHistory.changes(history, OVERALL_EFFECTIVENESS))
                .extracting(RatingChange::direction)
                .containsExactly(Direction.FIRST, Direction.DECLINED);
    }

    @Test
    void ofTwoReportsOfTheSameDaysTheOneWithTheGreaterIdentityStands() {
        registered(null, null);
        apply(inspection("b", Framework.ILACS, JUNE, MAY, Map.of(OVERALL_EFFECTIVENESS, GOOD)));
        apply(inspection("a", Framework.ILACS, JUNE, MAY, Map.of(OVERALL_EFFECTIVENESS, INADEQUATE)));

        assertThat(grades(WholeHistory.timeline(history, ANY, OVERALL_EFFECTIVENESS)))
                .containsExactly(null, GOOD);
    }

    @Test
    void aLowerRevisionThatArrivesLaterIsADuplicate() {
        Inspection first = inspection("a", Framework.ILACS, JUNE, MAY, Map.of(OVERALL_EFFECTIVENESS, GOOD));
        apply(first.withRevision(2));

        assertThat(history.apply(first)).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void anAuthorityCountsFromItsFirstToItsLastDay() {
        registered(MAY, JUNE);
        published("early", Framework.ILACS, MAY.minusDays(9), Map.of(OVERALL_EFFECTIVENESS, GOOD));
        published("late", Framework.ILACS, JULY, Map.of(OVERALL_EFFECTIVENESS, OUTSTANDING));

        assertThat(WholeHistory.timeline(history, ANY, OVERALL_EFFECTIVENESS))
                .containsExactly(new Segment(MAY, JUNE.plusDays(1), GOOD, false, false));
    }

    @Test
    void aWithdrawnInspectionCountsNowhere() {
        registered(null, null);
        published("a", Framework.ILACS, MAY, Map.of(OVERALL_EFFECTIVENESS, GOOD));
        Inspection given = history.inspections().get(0);
        apply(InspectionBuilder.like(given)
                .revision(2)
                .withdrawn(true)
                .reportUrl(null)
                .build());

        assertThat(grades(WholeHistory.timeline(history, ANY, OVERALL_EFFECTIVENESS)))
                .containsOnlyNulls();
        assertThat(WholeHistory.changes(history, OVERALL_EFFECTIVENESS)).isEmpty();
    }

    @Test
    void nothingCountsBeforeTheReferenceDataArrives() {
        published("a", Framework.ILACS, MAY, Map.of(OVERALL_EFFECTIVENESS, GOOD));

        assertThat(WholeHistory.timeline(history, ANY, OVERALL_EFFECTIVENESS)).isEmpty();
        registered(null, null);
        assertThat(grades(WholeHistory.timeline(history, ANY, OVERALL_EFFECTIVENESS)))
                .containsExactly(null, GOOD);
    }

    @Test
    void aKnownRevisionAndALowerOneAreDuplicates() {
        Inspection first = inspection("a", Framework.ILACS, MAY, MAY, Map.of(OVERALL_EFFECTIVENESS, GOOD));
        apply(first);

        assertThat(history.apply(first)).isInstanceOf(Outcome.Duplicate.class);
    }

    private void registered(LocalDate establishedOn, LocalDate abolishedOn) {
        Authority authority = new Authority(
                "394",
                null,
                null,
                "Sunderland",
                "sunderland",
                "north-east",
                establishedOn,
                abolishedOn,
                List.of(),
                null,
                null);
        history = ((Outcome.Applied) history.register(new Registration(authority, 1))).history();
    }

    private void published(String id, Framework framework, LocalDate day, Map<Judgement, Grade> grades) {
        apply(inspection(id, framework, day, day, grades));
    }

    private void apply(Inspection inspection) {
        history = ((Outcome.Applied) history.apply(inspection)).history();
    }

    private static Inspection inspection(
            String id, Framework framework, LocalDate publishedOn, LocalDate endedOn, Map<Judgement, Grade> grades) {
        Map<Judgement, GradeGiven> given = new EnumMap<>(Judgement.class);
        grades.forEach((judgement, grade) -> given.put(judgement, GradeGiven.of(grade)));
        return InspectionBuilder.inspection(id)
                .framework(framework)
                .fieldwork(endedOn, endedOn)
                .publishedOn(publishedOn)
                .grades(given)
                .build();
    }

    private static List<Grade> grades(List<Segment> timeline) {
        return timeline.stream().map(Segment::grade).toList();
    }
}
