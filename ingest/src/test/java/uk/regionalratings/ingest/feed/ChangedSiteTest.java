package uk.regionalratings.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.feed.OfstedStub.Answer;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.round.FeedSettings;

/** A site whose markup has changed: what is missing is named, and nothing is mistaken for removed. */
class ChangedSiteTest extends SiteWithOneReport {
    @Test
    void aListingWithFewerProvidersNamesThoseThatItLacks() {
        feed.stub.unlist(OfstedHistory.urn(inspection));

        RoundReport round = feed.round();

        assertThat(round.providers()).isEqualTo(152);
        assertThat(round.problems())
                .singleElement()
                .asString()
                .contains("152 providers and lacks 1 of them: " + OfstedHistory.urn(inspection) + " "
                        + OfstedHistory.authority(inspection).name());
        assertThat(round.hasSucceeded()).isFalse();
    }

    @Test
    void aSecondPageThatIsEmptyIsAProblem() {
        feed.stub.trouble(path -> path.contains("&start=100&") ? Answer.of(200, Map.of(), "<html></html>") : null);

        assertThat(feed.round().problems()).singleElement().asString().contains("100 providers and lacks 53 of them");
    }

    @Test
    void aListingWithoutProvidersIsAFailure() {
        feed.stub.trouble(path -> path.startsWith("/search") ? Answer.of(200, Map.of(), "<p>0 results</p>") : null);

        assertThat(feed.round().problems()).singleElement().asString().contains("names no provider");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "li class=\"timeline__day\"",
                "class=\"publication-link\"",
                "class=\"nonvisual\"",
                "<time>",
                ", PDF - "
            })
    void aPageWithOtherMarkupIsAProblemAndNoEmptyList(String part) {
        String changed = feed.stub.providerPage(OfstedHistory.urn(inspection)).replace(part, "other");
        feed.stub.trouble(path -> path.equals(page()) ? Answer.of(200, Map.of(), changed) : null);

        RoundReport round = feed.round();

        assertThat(round.problems())
                .singleElement()
                .asString()
                .contains(OfstedHistory.authority(inspection).name(), page(), "is not as it was: found");
        assertThat(feed.store.ledger().vanished()).isEmpty();

        // When it is as before
        feed.stub.trouble(path -> null);
        assertThat(feed.round().problems()).isEmpty();
        assertThat(feed.store.published).hasSize(1);
    }

    @Test
    void oneLinkThatCannotBeReadCostsThatOneOnly() {
        String changed =
                feed.stub.providerPage(OfstedHistory.urn(inspection)).replace("Monitoring visit, PDF", "Letter");
        feed.stub.trouble(path -> path.equals(page()) ? Answer.of(200, Map.of(), changed) : null);

        RoundReport round = feed.round();

        assertThat(round.problems())
                .singleElement()
                .asString()
                .contains("with the words \"Letter - 1 September 2026\"");
        assertThat(round.counts().published()).isOne();
    }

    @Test
    void aSiteThatRenamesItsReportsIsAFailure() {
        feed.stub.remove(OfstedHistory.number(inspection));

        assertThat(feed.round().problems())
                .singleElement()
                .asString()
                .contains("no page lists any \"children's services inspection\"");
    }

    @Test
    void aProvidersPageThatIsGoneIsAProblemAndNothingVanishes() {
        feed.round();
        feed.stub.trouble(path -> path.equals(page()) ? Answer.of(404) : null);

        RoundReport second = feed.round();

        assertThat(second.problems()).singleElement().asString().contains("its page", "answers 404");
        assertThat(second.counts().vanished()).isZero();
        assertThat(second.lastSuccess()).isEqualTo(FeedRun.NOW);
    }

    @Test
    void aReportThatIsListedAndGoneIsRejectedOnce() {
        feed.with(FeedSettings.RECHECK, 1);
        feed.stub.trouble(path -> path.equals(path()) ? Answer.of(404) : null);

        RoundReport first = feed.round();
        RoundReport second = feed.round();
        feed.stub.trouble(path -> null);
        RoundReport third = feed.round();

        assertThat(first.counts().rejected()).isOne();
        assertThat(feed.store.rejections).singleElement().satisfies(rejection -> assertThat(rejection.detail())
                .contains("its address answers 404"));
        assertThat(second.counts().rejected()).isZero();
        assertThat(third.counts().published()).isOne();
    }
}
