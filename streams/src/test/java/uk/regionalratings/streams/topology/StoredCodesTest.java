package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.DayState;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The bytes that lie in the stores of every installation. A constant that is added anywhere gets a code that nobody had; whoever has to change
 * an expectation in here changes what stored bytes mean, and raises {@link StateFormat}.
 */
class StoredCodesTest {
    private static final HexFormat HEX = HexFormat.of();

    private final CompactWriter writer = new CompactWriter();

    @Test
    void stepsAreStoredInTheseBytes() {
        DaySteps steps = new DaySteps();
        steps.step(Lines.of(Family.SIF, Judgement.CARE_LEAVERS), DayState.ABSENT, DayState.NOT_RATED, false, 1);
        steps.step(Lines.of(Family.ANY, Judgement.IN_CARE), 1, DayState.of(Grade.INADEQUATE, true), true, 1);

        assertThat(HEX.formatHex(steps.write(writer))).isEqualTo("041000" + "139101");
    }

    @Test
    void countsAreInThisOrder() {
        Counts numbers = Counts.ofArray(new int[] {1, 2, 3, 4, 5, 6, -700});

        assertThat(numbers.of(Grade.OUTSTANDING)).isEqualTo(1);
        assertThat(numbers.of(Grade.GOOD)).isEqualTo(2);
        assertThat(numbers.of(Grade.REQUIRES_IMPROVEMENT)).isEqualTo(3);
        assertThat(numbers.of(Grade.INADEQUATE)).isEqualTo(4);
        assertThat(numbers.superseded()).isEqualTo(5);
        assertThat(numbers.authorities()).isEqualTo(6);
        assertThat(numbers.publications()).isEqualTo(-700);
        assertThat(Counts.of(new Segment(Segment.BEGINNING, null, Grade.INADEQUATE, true, true))
                        .toArray())
                .containsExactly(0, 0, 0, 1, 1, 1, 0);
    }

    @Test
    void everyJudgementFamilyGradeAndFrameworkHasItsCode() {
        assertThat(codes(Judgement.values(), Judgement::code))
                .isEqualTo("OVERALL_EFFECTIVENESS=0 IMPACT_OF_LEADERS=1 HELP_AND_PROTECTION=2 IN_CARE=3 CARE_LEAVERS=4"
                        + " IN_CARE_AND_CARE_LEAVERS=5 ADOPTION=6");
        assertThat(codes(Family.values(), Family::code)).isEqualTo("SIF=0 ILACS=1 ANY=2");
        assertThat(codes(Grade.values(), Grade::code))
                .isEqualTo("OUTSTANDING=0 GOOD=1 REQUIRES_IMPROVEMENT=2 INADEQUATE=3");
        assertThat(codes(Framework.values(), Framework::code))
                .isEqualTo("SIF=0 SIF_REINSPECTION=1 ILACS=2 ILACS_2026=3 OTHER=4");
        assertThat(Lines.of(Family.ANY, Judgement.ADOPTION)).isEqualTo(22);
        assertThat(Lines.of(Family.SIF, Judgement.OVERALL_EFFECTIVENESS)).isZero();
    }

    /** A code outside this range would silently change the grades of other judgements. */
    @Test
    void everyCodeOfAJudgementHasItsRoom() {
        assertThat(Lines.COUNT / Family.values().length).isEqualTo(HeldChanges.JUDGEMENTS);
        assertThat(Judgement.values()).extracting(Judgement::code).allMatch(code -> code < HeldChanges.JUDGEMENTS);
    }

    @Test
    void aDayOfAnAuthorityIsOneOfTheseNumbers() {
        assertThat(DayState.ABSENT).isZero();
        assertThat(DayState.NOT_RATED).isEqualTo(1);
        assertThat(DayState.of(null, false)).isEqualTo(1);
        assertThat(Arrays.stream(Grade.values()).map(grade -> DayState.of(grade, false)))
                .containsExactly(2, 4, 6, 8);
        assertThat(Arrays.stream(Grade.values()).map(grade -> DayState.of(grade, true)))
                .containsExactly(3, 5, 7, 9);
    }

    private static <E extends Enum<E>> String codes(E[] constants, ToIntFunction<E> code) {
        return Arrays.stream(constants)
                .map(one -> one + "=" + code.applyAsInt(one))
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatIsCountedHasOneKey() {
        assertThat(HEX.formatHex(DeltaBatch.KEY)).isEqualTo("656e676c616e64");
    }
}
