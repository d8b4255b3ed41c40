package uk.regionalratings.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;

class ContractMappingTest {
    @Test
    void aWithdrawalComesBackWithItsReason() throws ContractViolation {
        // Given
        LocalDate day = LocalDate.of(2021, 8, 20);
        Inspection published = InspectionBuilder.inspection("394-2021-08-20")
                .on(day)
                .grade(uk.regionalratings.vocabulary.Judgement.IN_CARE, uk.regionalratings.vocabulary.Grade.GOOD)
                .reportUrl("https://example.org/1")
                .build();
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
