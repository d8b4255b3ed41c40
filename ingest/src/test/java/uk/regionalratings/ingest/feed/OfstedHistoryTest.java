package uk.regionalratings.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.feed.ledger.RoundCounts;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.publish.FeedStore;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The whole site: 153 providers on two pages, every one of their inspections in the real history, and everything else
 * on the site.
 */
class OfstedHistoryTest {
    private static final int PROVIDERS = 153;
    private static final int ROBOTS_AND_LISTING = 2 + 2;

    @Test
    @Tag("thorough")
    void fromEmptyToTheCompleteHistoryAndThenNothingMore() {
        try (FeedRun feed = new FeedRun()) {
            OfstedHistory.fill(feed.stub);
            Map<String, Inspection> history = OfstedHistory.inspections();

            // When
            RoundReport first = feed.round();
            List<OfstedStub.Request> requests = feed.stub.takeRequests();

            // Then
            assertThat(first.problems()).isEmpty();
            assertThat(first.providers()).isEqualTo(PROVIDERS);
            assertThat(feed.store.rejections)
                    .extracting(rejection -> rejection.detail())
                    .hasSize(OfstedHistory.NOT_FOUND)
                    .allSatisfy(detail -> assertThat(detail).contains("a web page called \"Report not found\""));
            assertThat(grades(published(feed))).isEqualTo(grades(history.values()));
            assertThat(published(feed)).allSatisfy(inspection -> assertThat(inspection.reportUrl())
                    .isEqualTo(feed.stub.filesUrl() + "/v1/file/"
                            + OfstedHistory.number(history.get(inspection.inspectionId()))));
            int documents = history.size() + OfstedHistory.NOT_FOUND;
            assertThat(first.reports()).isEqualTo(documents);
            assertThat(first.counts())
                    .isEqualTo(new RoundCounts(
                            ROBOTS_AND_LISTING + PROVIDERS + documents,
                            documents,
                            history.size(),
                            0,
                            OfstedHistory.NOT_FOUND,
                            0,
                            0,
                            0));
            assertThat(requests).hasSize(first.counts().requests());

            // When
            RoundReport second = feed.round();
            List<OfstedStub.Request> secondRequests = feed.stub.takeRequests();

            // Then
            assertThat(second.hasSucceeded()).isTrue();
            assertThat(OfstedStub.downloads(secondRequests)).isZero();
            assertThat(second.counts().downloads()).isZero();
            assertThat(feed.store.published).hasSize(history.size());
            assertThat(feed.store.rejections).hasSize(OfstedHistory.NOT_FOUND);
            assertThat(secondRequests)
                    .hasSize(second.counts().requests())
                    // About one in thirty reports is requested again.
                    .hasSizeBetween(ROBOTS_AND_LISTING + PROVIDERS, ROBOTS_AND_LISTING + PROVIDERS + 40)
                    .allSatisfy(request -> assertThat(request.atOnce()).isOne())
                    .allSatisfy(request ->
                            assertThat(request.agent()).contains("regional-ratings", "somebody@council.example"));
            System.out.println(first.inLines().lines().findFirst().orElse(""));
            System.out.println(second.inLines());
        }
    }

    private static List<Inspection> published(FeedRun feed) {
        return feed.store.published.stream()
                .map(FeedStore.Published::inspection)
                .toList();
    }

    private static Map<String, Map<Judgement, Grade>> grades(Collection<Inspection> inspections) {
        Map<String, Map<Judgement, Grade>> grades = new HashMap<>();
        for (Inspection inspection : inspections) {
            Map<Judgement, Grade> ofOne = new HashMap<>();
            inspection.grades().forEach((judgement, given) -> ofOne.put(judgement, given.grade()));
            assertThat(grades.put(inspection.inspectionId(), ofOne)).isNull();
        }
        return grades;
    }
}
