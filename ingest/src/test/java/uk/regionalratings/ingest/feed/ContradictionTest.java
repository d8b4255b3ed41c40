package uk.regionalratings.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.RejectionReason;

/** What the feed does if others contradict it: inspections sent by others, and doubts about whose report it is. */
class ContradictionTest extends TwoProviders {
    @Test
    void whatSomebodyElsePublishedIsNotPublishedAgain() {
        feed.store.inspections.add(report);

        RoundReport round = feed.round();

        assertThat(round.counts().known()).isOne();
        assertThat(published()).isEmpty();
        assertThat(feed.store.rejections).isEmpty();
    }

    @Test
    void aContradictionToWhatSomebodyElsePublishedIsForAPersonToSettle() {
        feed.store.inspections.add(with(report, Grade.INADEQUATE));

        RoundReport round = feed.round();

        assertThat(published()).isEmpty();
        assertThat(feed.store.rejections).singleElement().satisfies(rejection -> assertThat(
                        rejection.first().reason())
                .isEqualTo(RejectionReason.CONFLICTING_REVISION));
        assertThat(round.notices())
                .singleElement()
                .asString()
                .contains("if the report is right, send it as revision 2");

        // When the person sends what the report says
        feed.store.inspections.add(report.withRevision(2));
        feed.upgradeReader();
        RoundReport second = feed.round();

        assertThat(second.counts().known()).isOne();
        assertThat(feed.store.ledger().rejected()).isEmpty();
    }

    @Test
    void aPersonsCorrectionStaysWhenTheSiteSaysWhatItSaidBefore() {
        feed.round();
        feed.store.inspections.add(with(report, Grade.INADEQUATE).withRevision(2));
        put("100", report, "Sunderland City Council", TwoProviders::withComment);

        RoundReport second = feed.round();

        assertThat(second.counts().known()).isOne();
        assertThat(published()).containsExactly("394-2025-03-11/1");
    }

    @Test
    void aTitleOfAnotherAuthorityThanTheProvidersIsRejected() {
        put("100", report, "Norfolk County Council", UnaryOperator.identity());

        feed.round();

        assertThat(published()).isEmpty();
        assertThat(feed.store.rejections).singleElement().satisfies(rejection -> {
            assertThat(rejection.detail()).contains("the title is about Norfolk", "it is about Sunderland");
            assertThat(rejection.source()).isEqualTo(feed.stub.filesUrl() + "/v1/file/100");
            assertThat(rejection.authority()).isEqualTo("394");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wearside", "Together for Children Limited"})
    void theProviderDecidesWhereTheTitleNamesNoAuthority(String name) {
        put("100", report, name, UnaryOperator.identity());

        feed.round();

        assertThat(published()).containsExactly("394-2025-03-11/1");
    }
}
