package uk.regionalratings.operations.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.operations.compare.Difference.Kind;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

class InspectionDifferencesTest {
    private static final LocalDate AUGUST = LocalDate.of(2021, 8, 20);
    private static final LocalDate MARCH = LocalDate.of(2025, 3, 11);

    private final InspectionDifferences differences = new InspectionDifferences(Map.of("394", "Sunderland"));

    private static Inspection of(String authorityId, LocalDate publishedOn, Map<Judgement, Grade> grades) {
        Map<Judgement, GradeGiven> given = new EnumMap<>(Judgement.class);
        grades.forEach((judgement, grade) -> given.put(judgement, new GradeGiven(grade, grade.label())));
        return InspectionBuilder.inspection(authorityId + "-" + publishedOn)
                .authority(authorityId)
                .fieldwork(publishedOn.minusDays(53), publishedOn.minusDays(42))
                .publishedOn(publishedOn)
                .grades(given)
                .reportUrl("https://files.example/" + publishedOn)
                .build();
    }

    private static Inspection published(Inspection inspection, LocalDate day) {
        return InspectionBuilder.like(inspection)
                .revision(1)
                .withdrawn(false)
                .publishedOn(day)
                .reportUrl(null)
                .build();
    }

    @Test
    void listsThatSayTheSameDoNotDiffer() {
        List<Inspection> both = List.of(of("394", AUGUST, Map.of(Judgement.HELP_AND_PROTECTION, Grade.GOOD)));

        assertThat(differences.compare(both, both)).isEmpty();
        assertThat(differences.same()).isOne();
    }

    @Test
    void aGradeThatDiffersIsToldWithBothGradesAndTheReport() {
        List<Difference> found = differences.compare(
                List.of(of("394", AUGUST, Map.of(Judgement.HELP_AND_PROTECTION, Grade.OUTSTANDING))),
                List.of(of("394", AUGUST, Map.of(Judgement.HELP_AND_PROTECTION, Grade.REQUIRES_IMPROVEMENT))));

        assertThat(found)
                .containsExactly(new Difference(
                        Kind.DIFFERENT,
                        "394",
                        "Sunderland",
                        AUGUST,
                        "help_and_protection",
                        "Outstanding",
                        "Requires improvement",
                        "https://files.example/2021-08-20"));
        assertThat(differences.same()).isZero();
    }

    @Test
    void whatTheListDoesNotSayIsNoDifference() {
        assertThat(differences.compare(
                        List.of(of("394", AUGUST, Map.of(Judgement.HELP_AND_PROTECTION, Grade.GOOD))),
                        List.of(of(
                                "394",
                                AUGUST,
                                Map.of(
                                        Judgement.HELP_AND_PROTECTION, Grade.GOOD,
                                        Judgement.IMPACT_OF_LEADERS, Grade.GOOD)))))
                .isEmpty();
    }

    @Test
    void aGradeThatWeDoNotHaveIsADifference() {
        assertThat(differences.compare(
                        List.of(of("394", AUGUST, Map.of(Judgement.ADOPTION, Grade.GOOD))),
                        List.of(of("394", AUGUST, Map.of()))))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.theirs()).isEqualTo("Good");
                    assertThat(one.ours()).isNull();
                });
    }

    @Test
    void theCareColumnOfAListHoldsTheJointJudgementOfItsTime() {
        Inspection ours = of("394", AUGUST, Map.of(Judgement.IN_CARE_AND_CARE_LEAVERS, Grade.OUTSTANDING));

        assertThat(differences.compare(
                        List.of(of("394", AUGUST, Map.of(Judgement.IN_CARE, Grade.OUTSTANDING))), List.of(ours)))
                .isEmpty();
        assertThat(differences.compare(
                        List.of(of("394", AUGUST, Map.of(Judgement.IN_CARE, Grade.GOOD))), List.of(ours)))
                .singleElement()
                .satisfies(one -> assertThat(one.ours()).isEqualTo("Outstanding"));
    }

    @Test
    void aDayOfPublicationThatDiffersIsFoundByTheFieldwork() {
        Inspection ours = of("394", AUGUST, Map.of(Judgement.IN_CARE, Grade.GOOD));

        assertThat(differences.compare(List.of(published(ours, AUGUST.plusDays(1))), List.of(ours)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.field()).isEqualTo("published_on");
                    assertThat(one.theirs()).isEqualTo("2021-08-21");
                    assertThat(one.ours()).isEqualTo("2021-08-20");
                });
    }

    @Test
    void aHistoryLacksWhatWasPublishedBetweenItsFirstAndItsLast() {
        Inspection first = of("394", AUGUST, Map.of(Judgement.IN_CARE, Grade.GOOD));
        Inspection between = of("926", AUGUST.plusYears(1), Map.of(Judgement.IN_CARE, Grade.GOOD));
        Inspection before = of("926", AUGUST.minusYears(1), Map.of(Judgement.IN_CARE, Grade.GOOD));
        Inspection last = of("394", MARCH, Map.of(Judgement.IN_CARE, Grade.GOOD));

        assertThat(differences.compare(List.of(first, last), List.of(before, first, between, last)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.kind()).isEqualTo(Kind.ONLY_OURS);
                    assertThat(one.authorityId()).isEqualTo("926");
                    assertThat(one.publishedOn()).isEqualTo(AUGUST.plusYears(1));
                });
    }

    @Test
    void anOverviewLacksWhatIsNewerThanItsRow() {
        Inspection older = of("394", AUGUST, Map.of(Judgement.IN_CARE, Grade.GOOD));
        Inspection newer = of("394", MARCH, Map.of(Judgement.IN_CARE, Grade.GOOD));
        Inspection other = of("926", MARCH.plusDays(9), Map.of(Judgement.IN_CARE, Grade.GOOD));

        assertThat(differences.compare(List.of(newer, other), List.of(older, newer, other)))
                .isEmpty();
        assertThat(differences.compare(List.of(older, other), List.of(older, newer, other)))
                .singleElement()
                .satisfies(one -> assertThat(one.publishedOn()).isEqualTo(MARCH));
    }

    @Test
    void anInspectionThatNobodyKnowsIsToldAsTheirs() {
        assertThat(differences.compare(List.of(of("394", AUGUST, Map.of(Judgement.IN_CARE, Grade.GOOD))), List.of()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.kind()).isEqualTo(Kind.ONLY_THEIRS);
                    assertThat(one.theirs()).isEqualTo("ILACS of 2021-08-20");
                });
    }
}
