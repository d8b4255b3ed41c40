package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionCheckTest {
    private static final LocalDate DAY = LocalDate.of(2021, 8, 20);
    private static final Map<Judgement, GradeGiven> GRADES =
            Map.of(Judgement.OVERALL_EFFECTIVENESS, GradeGiven.of(Grade.OUTSTANDING));

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"https://files.ofsted.gov.uk/1", "HTTPS://files.ofsted.gov.uk/1", "http://localhost/ü"})
    void findsNothingWrongWithAGoodInspection(String url) {
        assertProblems(inspection("394-2021", "394", 1, Framework.ILACS, DAY, DAY, DAY, GRADES, url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "a b", "a/b", "a\nb"})
    void identitiesFitInKeysAndLogLines(String id) {
        assertProblems(
                inspection(id, "394", 1, Framework.ILACS, DAY, DAY, DAY, GRADES, null), RejectionReason.BAD_TEXT);
        assertProblems(
                inspection("x".repeat(101), "394", 1, Framework.ILACS, DAY, DAY, DAY, GRADES, null),
                RejectionReason.BAD_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "https://a b", "https://a\"b", "https://a<b", "ftp://a", "\ud800"})
    void onlySafeWebAddressesAreLetIn(String url) {
        assertProblems(
                inspection("i", "394", 1, Framework.ILACS, DAY, DAY, DAY, GRADES, url), RejectionReason.BAD_TEXT);
    }

    @Test
    void authorityAndRevisionAreWellFormed() {
        assertProblems(
                inspection("i", "39", 1, Framework.ILACS, DAY, DAY, DAY, GRADES, null),
                RejectionReason.UNKNOWN_AUTHORITY);
        assertProblems(
                inspection("i", "394", 0, Framework.ILACS, DAY, DAY, DAY, GRADES, null), RejectionReason.BAD_NUMBER);
    }

    @Test
    void datesDoNotRunBackwards() {
        assertProblems(
                inspection("i", "394", 1, Framework.ILACS, DAY, DAY.minusDays(1), DAY, GRADES, null),
                RejectionReason.DATES_OUT_OF_ORDER);
        assertProblems(
                inspection("i", "394", 1, Framework.ILACS, DAY, DAY, DAY.minusDays(1), GRADES, null),
                RejectionReason.DATES_OUT_OF_ORDER);
    }

    @Test
    void nothingIsPublishedTomorrow() {
        LocalDate tomorrow = DAY.plusDays(1);
        assertProblems(
                inspection("i", "394", 1, Framework.ILACS, DAY, DAY, tomorrow, GRADES, null),
                RejectionReason.FUTURE_DATE);
    }

    @Test
    void nothingWasInspectedBeforeThereWereSuchInspections() {
        LocalDate first = LocalDate.of(1990, 1, 1);
        assertProblems(inspection("i", "394", 1, Framework.ILACS, first, DAY, DAY, GRADES, null));
        assertProblems(
                inspection("i", "394", 1, Framework.ILACS, first.minusDays(1), DAY, DAY, GRADES, null),
                RejectionReason.BAD_DATE);
    }

    @Test
    void frameworksMakeTheirOwnJudgements() {
        assertProblems(
                inspection("i", "394", 1, Framework.ILACS_2026, DAY, DAY, DAY, GRADES, null),
                RejectionReason.JUDGEMENT_NOT_IN_FRAMEWORK);
    }

    @Test
    void wordsOfAGradeHaveAnEnd() {
        Map<Judgement, GradeGiven> wordy = Map.of(Judgement.IN_CARE, new GradeGiven(Grade.GOOD, "x".repeat(201)));
        assertProblems(
                inspection("i", "394", 1, Framework.ILACS, DAY, DAY, DAY, wordy, null), RejectionReason.BAD_TEXT);
    }

    @Test
    void onlyAWithdrawnReportHasNoGrades() {
        Inspection none = inspection("i", "394", 1, Framework.ILACS, DAY, DAY, DAY, Map.of(), null);
        assertProblems(none, RejectionReason.NO_GRADES);
        assertProblems(InspectionBuilder.inspection("i")
                .revision(2)
                .withdrawn(true)
                .on(DAY)
                .build());
    }

    @Test
    void onlyAWithdrawnReportHasAReasonInOneLegibleLine() {
        Inspection published = inspection("i", "394", 1, Framework.ILACS, DAY, DAY, DAY, GRADES, null);
        assertProblems(published.withdrawal(2, "published by mistake"));
        assertProblems(published.withdrawal(2, "x".repeat(501)), RejectionReason.BAD_TEXT);
        assertProblems(published.withdrawal(2, "two\nlines"), RejectionReason.BAD_TEXT);
        assertProblems(published.withdrawal(2, "\ud83d"), RejectionReason.BAD_TEXT);
        assertProblems(published.withdrawal(2, " "), RejectionReason.BAD_TEXT);
        Inspection standing = InspectionBuilder.inspection("i")
                .withdrawn(false, "why")
                .on(DAY)
                .grades(published.grades())
                .build();
        assertProblems(standing, RejectionReason.BAD_TEXT);
    }

    @Test
    void namesEverythingThatIsWrong() {
        assertProblems(
                inspection("", "x", 0, Framework.ILACS, DAY, DAY, DAY.plusDays(1), Map.of(), "x"),
                RejectionReason.BAD_TEXT,
                RejectionReason.UNKNOWN_AUTHORITY,
                RejectionReason.BAD_NUMBER,
                RejectionReason.BAD_TEXT,
                RejectionReason.FUTURE_DATE,
                RejectionReason.NO_GRADES);
    }

    private static void assertProblems(Inspection inspection, RejectionReason... reasons) {
        assertThat(InspectionCheck.problems(inspection, DAY))
                .extracting(Problem::reason)
                .containsExactly(reasons);
    }

    private static Inspection inspection(
            String id,
            String authorityId,
            int revision,
            Framework framework,
            LocalDate started,
            LocalDate ended,
            LocalDate published,
            Map<Judgement, GradeGiven> grades,
            String url) {
        return InspectionBuilder.inspection(id)
                .authority(authorityId)
                .revision(revision)
                .framework(framework)
                .fieldwork(started, ended)
                .publishedOn(published)
                .grades(grades)
                .reportUrl(url)
                .build();
    }
}
