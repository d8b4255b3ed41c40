package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As a map of the grades would be. */
class GradesGivenTest {
    private static final Judgement[] JUDGEMENTS = Judgement.values();

    @Test
    void isTheMapThatItWasMadeOf() {
        for (int made = 0; made < 1 << JUDGEMENTS.length; made++) {
            Map<Judgement, GradeGiven> expected = new EnumMap<>(Judgement.class);
            for (int i = 0; i < JUDGEMENTS.length; i++) {
                if ((made >> i & 1) != 0) {
                    expected.put(JUDGEMENTS[i], GradeGiven.of(Grade.values()[(made + i) % Grade.values().length]));
                }
            }
            assertIsAsGood(GradesGiven.of(expected), expected);
        }
    }

    private static void assertIsAsGood(GradesGiven given, Map<Judgement, GradeGiven> expected) {
        Map<Judgement, GradeGiven> told = new EnumMap<>(Judgement.class);
        given.forEach(told::put);

        assertThat(told).isEqualTo(expected);
        assertThat(given.equals(expected)).isTrue();
        assertThat(expected.equals(given)).isTrue();
        assertThat(GradesGiven.of(told)).isEqualTo(given).hasSameHashCodeAs(expected);
        assertThat(given.toString()).isEqualTo(expected.toString());
        assertThat(given.entrySet()).containsExactlyElementsOf(expected.entrySet());
        for (Judgement judgement : JUDGEMENTS) {
            assertThat(given.get(judgement)).isEqualTo(expected.get(judgement));
            assertThat(given.containsKey(judgement)).isEqualTo(expected.containsKey(judgement));
        }
    }

    @Test
    void differsWhenAnyGradeDoes() {
        Map<Judgement, GradeGiven> one = Map.of(Judgement.IN_CARE, GradeGiven.of(Grade.GOOD));
        assertThat(GradesGiven.of(one))
                .isNotEqualTo(GradesGiven.of(Map.of(Judgement.IN_CARE, GradeGiven.of(Grade.INADEQUATE))))
                .isNotEqualTo(GradesGiven.of(Map.of(Judgement.ADOPTION, GradeGiven.of(Grade.GOOD))));
    }

    @Test
    void canNotBeChanged() {
        GradesGiven given = GradesGiven.of(Map.of(Judgement.IN_CARE, GradeGiven.of(Grade.GOOD)));
        assertThatThrownBy(() -> given.put(Judgement.ADOPTION, GradeGiven.of(Grade.GOOD)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(given::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
