package uk.regionalratings.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.publish.FeedStore;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.report.PrintedReports;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Provenance;

/** What becomes of documents from one round to the next: replaced, vanished, unreadable, of other kinds. */
class OfstedRoundTest extends TwoProviders {
    @Test
    void anInspectionIsPublishedWithItsAddressAndProvenance() {
        RoundReport round = feed.round();

        assertThat(round.problems()).isEmpty();
        assertThat(published()).containsExactly("394-2025-03-11/1");
        FeedStore.Published one = feed.store.published.get(0);
        String url = feed.stub.filesUrl() + "/v1/file/100";
        assertThat(one.inspection().reportUrl()).isEqualTo(url);
        assertThat(one.provenance()).isEqualTo(Provenance.of(url, digest, FeedRun.NOW));
    }

    @Test
    void theSameReportUnderNewBytesIsNoNews() {
        feed.round();
        put("100", report, "Sunderland City Council", TwoProviders::withComment);

        RoundReport second = feed.round();

        assertThat(second.counts().downloads()).isOne();
        assertThat(second.counts().known()).isOne();
        assertThat(published()).containsExactly("394-2025-03-11/1");
    }

    @Test
    void aReportReplacedByOtherContentIsTheNextRevision() {
        feed.round();
        put("100", with(report, Grade.INADEQUATE));

        RoundReport second = feed.round();

        assertThat(second.notices()).singleElement().asString().contains("394-2025-03-11 has revision 2 now");
        assertThat(published()).containsExactly("394-2025-03-11/1", "394-2025-03-11/2");
        assertThat(feed.round().counts().published()).isZero();
    }

    @Test
    void aNewFileOfTheSameInspectionIsARevisionUnderItsFirstIdentity() {
        feed.round();
        byte[] later = PrintedReports.of(with(report, Grade.INADEQUATE), "Sunderland City Council");
        feed.stub.remove("100");
        feed.stub.document("200", urn("394"), OfstedHistory.GRADED, LocalDate.of(2025, 4, 2), () -> later);

        RoundReport second = feed.round();

        assertThat(published()).containsExactly("394-2025-03-11/1", "394-2025-03-11/2");
        assertThat(feed.store.published.get(1).inspection().publishedOn()).isEqualTo(report.publishedOn());
        assertThat(second.counts().vanished()).isOne();
    }

    @Test
    void aReportThatVanishesIsReportedOnceAndNeverWithdrawn() {
        feed.round();
        feed.stub.remove("100");
        feed.stub.document("8", urn("394"), "Monitoring visit", LocalDate.of(2020, 1, 8), () -> new byte[0]);

        RoundReport second = feed.round();
        RoundReport third = feed.round();

        assertThat(second.counts().vanished()).isOne();
        assertThat(second.notices())
                .singleElement()
                .asString()
                .contains("/v1/file/100", "is no longer on", "if Ofsted has taken 394-2025-03-11 back");
        assertThat(third.counts().vanished()).isZero();
        assertThat(feed.store.ledger().vanished()).hasSize(1);
        assertThat(published()).containsExactly("394-2025-03-11/1");

        // When it comes back
        put("100", report);
        RoundReport fourth = feed.round();

        assertThat(fourth.hasSucceeded()).isTrue();
        assertThat(feed.store.ledger().vanished()).isEmpty();
        assertThat(published()).containsExactly("394-2025-03-11/1");
    }

    @Test
    void whatOneReaderCouldNotReadTheNextOneReads() {
        put("100", report, "Sunderland City Council", pdf -> "%PDF-1.7 cut".getBytes(StandardCharsets.US_ASCII));
        RoundReport first = feed.round();
        RoundReport second = feed.round();

        assertThat(first.counts().rejected()).isOne();
        assertThat(second.counts().rejected()).as("told once").isZero();
        assertThat(feed.store.rejections).hasSize(1);

        // When the reader changes and still can't read it, nobody is told again; the page itself has not changed
        feed.with(FeedSettings.RECHECK, 1_000);
        feed.upgradeReader();
        RoundReport third = feed.round();
        assertThat(third.counts().downloads()).isOne();
        assertThat(feed.store.rejections).hasSize(1);

        // When the whole file is there
        put("100", report);
        feed.upgradeReader();
        feed.round();

        assertThat(published()).containsExactly("394-2025-03-11/1");
        assertThat(feed.store.ledger().rejected()).isEmpty();
    }

    @Test
    void otherKindsAreLeftAloneAndUnknownOnesAreReadToFindOut() {
        feed.stub.document(
                "300",
                urn("926"),
                "Ungraded letter",
                LocalDate.of(2025, 5, 1),
                () -> PrintedReports.withTable("ILACS", "", "", "none", 0));
        feed.stub.document("301", urn("926"), "Children's social care check", LocalDate.of(2025, 5, 2), () -> letter());
        feed.stub.takeRequests();

        RoundReport round = feed.round();

        assertThat(feed.stub.takeRequests())
                .extracting(OfstedStub.Request::path)
                .contains("/v1/file/300", "/v1/file/301")
                .doesNotContain("/v1/file/7");
        assertThat(round.counts().notGraded()).isOne();
        assertThat(round.counts().rejected()).isOne();
        assertThat(feed.store.rejections).hasSize(1);
    }

    private static byte[] letter() {
        return PrintedReports.lines(List.of("Dear director,", "thank you for the visit of last week.", "Yours"));
    }

    @Test
    void everyDocumentIsKeptAsItCame() throws Exception {
        Path archive = directory.resolve("archive");
        feed.with(FeedSettings.ARCHIVE, archive);
        feed.round();
        put("100", with(report, Grade.INADEQUATE));
        feed.round();

        try (Stream<Path> files = Files.list(archive.resolve(urn("394")))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .allMatch(name -> name.matches("2025-03-11-100-[0-9a-f]{12}\\.pdf"));
        }
    }
}
