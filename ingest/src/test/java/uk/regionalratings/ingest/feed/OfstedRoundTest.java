package uk.regionalratings.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.report.PrintedReports;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.RejectionReason;

/** What becomes of documents from one round to the next: replaced, vanished, known from elsewhere, contradictory, of other kinds. */
class OfstedRoundTest {
    private static final Path FILES = Path.of("authorities.csv");

    private final FeedRun feed = new FeedRun();
    private final Inspection report = inspection();

    /** Of the report that was put on the site last. */
    private String digest = "";

    @TempDir
    private Path directory;

    /** Two authorities, so that the listing is complete with two providers. */
    @BeforeEach
    void aSiteWithTwoProviders() throws Exception {
        List<String> lines = new String(
                        ReferenceFiles.class
                                .getResourceAsStream("authorities.csv")
                                .readAllBytes(),
                        StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("authority_id") || line.startsWith("394,") || line.startsWith("926,"))
                .toList();
        feed.with("authorities.file", Files.write(directory.resolve(FILES), lines));
        feed.with(FeedSettings.RECHECK, 1);
        feed.stub.provider(urn("394"), "Sunderland");
        feed.stub.provider(urn("926"), "Norfolk");
        feed.stub.document("7", urn("926"), "Monitoring visit", LocalDate.of(2020, 1, 8), () -> new byte[0]);
        put("100", report);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    private static String urn(String authorityId) {
        return ReferenceFiles.bundledAuthorities().stream()
                .filter(authority -> authority.authorityId().equals(authorityId))
                .map(authority -> String.valueOf(authority.ofstedUrn()))
                .findFirst()
                .orElseThrow();
    }

    private static Inspection inspection() {
        return new Inspection(
                "394-2025-03-11",
                "394",
                1,
                false,
                Framework.ILACS,
                LocalDate.of(2025, 1, 27),
                LocalDate.of(2025, 1, 31),
                LocalDate.of(2025, 3, 11),
                grades(Grade.GOOD),
                null);
    }

    private static Map<Judgement, GradeGiven> grades(Grade careLeavers) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        Stream.of(
                        Judgement.OVERALL_EFFECTIVENESS,
                        Judgement.IMPACT_OF_LEADERS,
                        Judgement.HELP_AND_PROTECTION,
                        Judgement.IN_CARE)
                .forEach(judgement -> grades.put(judgement, new GradeGiven(Grade.OUTSTANDING, "Outstanding")));
        grades.put(Judgement.CARE_LEAVERS, new GradeGiven(careLeavers, careLeavers.label()));
        return grades;
    }

    private static Inspection with(Inspection inspection, Grade careLeavers) {
        return new Inspection(
                inspection.inspectionId(),
                inspection.authorityId(),
                1,
                false,
                inspection.framework(),
                inspection.startedOn(),
                inspection.endedOn(),
                inspection.publishedOn(),
                grades(careLeavers),
                null);
    }

    private void put(String number, Inspection inspection) {
        put(number, inspection, "Sunderland City Council", UnaryOperator.identity());
    }

    private void put(String number, Inspection inspection, String name, UnaryOperator<byte[]> change) {
        byte[] bytes = change.apply(PrintedReports.of(inspection, name));
        digest = Digests.of(bytes);
        feed.stub.document(number, urn("394"), OfstedHistory.GRADED, inspection.publishedOn(), () -> bytes);
    }

    private List<String> published() {
        return feed.store.published.stream()
                .map(one ->
                        one.inspection().inspectionId() + "/" + one.inspection().revision())
                .toList();
    }

    @Test
    void anInspectionIsPublishedWithItsAddressAndProvenance() {
        RoundReport round = feed.round();

        assertThat(round.problems()).isEmpty();
        assertThat(published()).containsExactly("394-2025-03-11/1");
        FeedStore.Published one = feed.store.published.get(0);
        String url = feed.stub.filesUrl() + "/v1/file/100";
        assertThat(one.inspection().reportUrl()).isEqualTo(url);
        assertThat(one.provenance()).isEqualTo(new Provenance(url, digest, FeedRun.NOW));
    }

    @Test
    void theSameReportUnderNewBytesIsNoNews() {
        feed.round();
        put("100", report, "Sunderland City Council", OfstedRoundTest::withComment);

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
        put("100", report, "Sunderland City Council", OfstedRoundTest::withComment);

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

    /** Bytes that differ and say the same. */
    private static byte[] withComment(byte[] pdf) {
        byte[] comment = "\n% put on the site anew\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(pdf, pdf.length + comment.length);
        System.arraycopy(comment, 0, all, pdf.length, comment.length);
        return all;
    }
}
