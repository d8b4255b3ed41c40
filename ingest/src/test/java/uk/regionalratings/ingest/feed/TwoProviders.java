package uk.regionalratings.ingest.feed;

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
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.report.PrintedReports;
import uk.regionalratings.ingest.text.Sha256;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** A site with Sunderland and Norfolk, and one report, about Sunderland; every document is due in every round. */
abstract class TwoProviders {
    private static final Path FILES = Path.of("authorities.csv");

    final FeedRun feed = new FeedRun();
    final Inspection report = inspection();

    /** The digest of the report that was added last. */
    String digest = "";

    @TempDir
    Path directory;

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

    static String urn(String authorityId) {
        return ReferenceFiles.bundledAuthorities().stream()
                .filter(authority -> authority.authorityId().equals(authorityId))
                .map(authority -> String.valueOf(authority.ofstedUrn()))
                .findFirst()
                .orElseThrow();
    }

    private static Inspection inspection() {
        return InspectionBuilder.inspection("394-2025-03-11")
                .fieldwork(LocalDate.of(2025, 1, 27), LocalDate.of(2025, 1, 31))
                .publishedOn(LocalDate.of(2025, 3, 11))
                .grades(grades(Grade.GOOD))
                .build();
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

    static Inspection with(Inspection inspection, Grade careLeavers) {
        return InspectionBuilder.like(inspection)
                .revision(1)
                .withdrawn(false)
                .grades(grades(careLeavers))
                .reportUrl(null)
                .build();
    }

    void put(String number, Inspection inspection) {
        put(number, inspection, "Sunderland City Council", UnaryOperator.identity());
    }

    void put(String number, Inspection inspection, String name, UnaryOperator<byte[]> change) {
        byte[] bytes = change.apply(PrintedReports.of(inspection, name));
        digest = Sha256.hex(bytes);
        feed.stub.document(number, urn("394"), OfstedHistory.GRADED, inspection.publishedOn(), () -> bytes);
    }

    List<String> published() {
        return feed.store.published.stream()
                .map(one ->
                        one.inspection().inspectionId() + "/" + one.inspection().revision())
                .toList();
    }

    /** Different bytes that say the same. */
    static byte[] withComment(byte[] pdf) {
        byte[] comment = "\n% put on the site anew\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(pdf, pdf.length + comment.length);
        System.arraycopy(comment, 0, all, pdf.length, comment.length);
        return all;
    }
}
