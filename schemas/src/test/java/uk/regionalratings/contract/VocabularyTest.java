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

/** The words of the domain are listed twice, for Java and for Avro; this tells what was forgotten when one is added. */
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

    @Test
    void everyFrameworkCountsInItsFamilyAndInAny() {
        assertThat(Framework.values())
                .allMatch(framework -> framework.family().includes(framework))
                .allMatch(Family.ANY::includes)
                .noneMatch(framework -> framework.family() == Family.ANY);
    }
}
