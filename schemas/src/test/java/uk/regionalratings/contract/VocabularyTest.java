package uk.regionalratings.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The words of the domain are listed twice, for Java and for Avro; this test reports what is missing when one is
 * added.
 */
class VocabularyTest {
    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(uk.regionalratings.contract.Grade.getClassSchema(), Grade.values()),
                Arguments.of(uk.regionalratings.contract.Judgement.getClassSchema(), Judgement.values()),
                Arguments.of(uk.regionalratings.contract.Framework.getClassSchema(), Framework.values()),
                Arguments.of(uk.regionalratings.contract.Family.getClassSchema(), Family.values()),
                Arguments.of(uk.regionalratings.contract.Direction.getClassSchema(), Direction.values()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyWordIsInTheContractAndInTheVocabulary(Schema contract, Enum<?>[] vocabulary) {
        List<String> words = Arrays.stream(vocabulary).map(Enum::name).toList();

        assertThat(contract.getEnumSymbols())
                .as("enum %s of contract.avdl and of the vocabulary", contract.getName())
                .startsWith("UNKNOWN")
                .filteredOn(symbol -> !symbol.equals("UNKNOWN"))
                .containsExactlyElementsOf(words);
    }

    @ParameterizedTest
    @EnumSource
    void everyJudgementIsMadeByAFramework(Judgement judgement) {
        assertThat(Framework.values())
                .as("no framework makes %s: list it in the frameworks that do", judgement)
                .anyMatch(framework -> framework.makes(judgement));
    }

    /** Stored bytes use codes: an added constant gets a new code, and no code is ever changed or reused. */
    @Test
    void codesOfStoredBytesStayAsTheyAre() {
        assertThat(Arrays.stream(Judgement.values()).map(judgement -> judgement.id() + " " + judgement.code()))
                .containsExactlyInAnyOrder(
                        "overall_effectiveness 0",
                        "impact_of_leaders 1",
                        "help_and_protection 2",
                        "in_care 3",
                        "care_leavers 4",
                        "in_care_and_care_leavers 5",
                        "adoption 6");
        assertThat(Arrays.stream(Family.values()).map(family -> family.id() + " " + family.code()))
                .containsExactlyInAnyOrder("sif 0", "ilacs 1", "any 2");
        assertThat(Arrays.stream(Grade.values()).map(grade -> grade + " " + grade.code()))
                .containsExactlyInAnyOrder("OUTSTANDING 0", "GOOD 1", "REQUIRES_IMPROVEMENT 2", "INADEQUATE 3");
        assertThat(Judgement.values()).allMatch(judgement -> Judgement.ofCode(judgement.code()) == judgement);
        assertThat(Family.values()).allMatch(family -> Family.ofCode(family.code()) == family);
    }

    @Test
    void everyFrameworkCountsInItsFamilyAndInAny() {
        assertThat(Framework.known())
                .allMatch(framework -> framework.family().includes(framework))
                .allMatch(Family.ANY::includes)
                .noneMatch(framework -> framework.family() == Family.ANY);
        assertThat(Arrays.stream(Family.values()).filter(family -> family.includes(Framework.OTHER)))
                .containsExactly(Family.ANY);
    }
}
