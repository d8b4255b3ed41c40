package uk.regionalratings.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;

class ContractMappingTest {
    @Test
    void aWithdrawalComesBackWithItsReason() throws ContractViolation {
        // Given
        LocalDate day = LocalDate.of(2021, 8, 20);
        Inspection published = new Inspection(
                "394-2021-08-20",
                "394",
                1,
                false,
                uk.regionalratings.vocabulary.Framework.ILACS,
                day,
                day,
                day,
                Map.of(
                        uk.regionalratings.vocabulary.Judgement.IN_CARE,
                        GradeGiven.of(uk.regionalratings.vocabulary.Grade.GOOD)),
                "https://example.org/1");
        Inspection withdrawn = published.withdrawal(2, "published by mistake");

        // When
        Inspection back = ContractMapping.toInspection(ContractMapping.toEvent(withdrawn));

        // Then
        assertThat(back).isEqualTo(withdrawn);
        assertThat(back.revision()).isEqualTo(2);
        assertThat(back.withdrawnReason()).isEqualTo("published by mistake");
        assertThat(back.grades()).isEqualTo(published.grades());
    }
}
