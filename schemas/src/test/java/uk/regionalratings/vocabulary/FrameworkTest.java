package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameworkTest {
    @ParameterizedTest
    @CsvSource({
        "any,   1999-01-01, SIF",
        "any,   2017-12-31, SIF_REINSPECTION",
        "any,   2018-01-01, ILACS",
        "any,   2026-03-31, ILACS",
        "any,   2026-04-01, ILACS_2026",
        "ilacs, 2015-01-01, ILACS",
        "ilacs, 2026-04-01, ILACS_2026",
        "sif,   2026-04-01, SIF_REINSPECTION",
    })
    void isTheNewestOfItsFamilyThatHadBegun(String family, LocalDate day, Framework expected) {
        assertThat(Framework.inForce(Family.ofId(family).orElseThrow(), day)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void leadsByJudgementsThatItMakes(Framework framework) {
        assertThat(framework.leading()).isNotEmpty().allMatch(framework::makes);
    }

    @Test
    void leadsByOverallEffectivenessWhereItIsMade() {
        for (Framework framework : Framework.known()) {
            boolean overall = framework.leading().contains(Judgement.OVERALL_EFFECTIVENESS);
            assertThat(overall).as(framework.name()).isEqualTo(framework.makes(Judgement.OVERALL_EFFECTIVENESS));
        }
    }

    @Test
    void areDeclaredInTheOrderInWhichTheyBegan() {
        assertThat(Framework.known()).extracting(Framework::since).isSorted();
    }
}
