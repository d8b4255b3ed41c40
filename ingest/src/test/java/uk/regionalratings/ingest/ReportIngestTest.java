package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.ingest.report.PrintedReports;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.text.LineReader;
import uk.regionalratings.ingest.validation.InspectionValidator;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.RejectionReason;

/** Sends a report PDF through the same steps as every record: validated, published or rejected, and reported. */
class ReportIngestTest {
    private static final String NAME = "folder/children's services inspection - 11 march 2025.pdf";
    private static final String CSV =
            """
            inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness
            394-2021-08-20,394,ILACS,2021-06-28,2021-07-09,2021-08-20,OUTSTANDING
            """;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;

    ReportIngestTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void publishesAReportAsAnyOtherRecord() {
        // When
        IngestSummary summary = ingest(NAME, PrintedReports.ilacs(), null);

        // Then
        assertThat(summary.inOneLine(false)).isEqualTo(NAME + ": 1 read, 1 accepted, 0 rejected");
        assertThat(publisher.published).hasSize(1);
        Inspection inspection = publisher.published.get(0);
        assertThat(inspection.inspectionId()).isEqualTo("394-2025-03-11");
        assertThat(inspection.framework()).isEqualTo(Framework.ILACS);
        assertThat(inspection.startedOn()).isEqualTo("2025-01-27");
        assertThat(inspection.endedOn()).isEqualTo("2025-01-31");
        assertThat(inspection.grades().get(Judgement.IN_CARE).grade()).isEqualTo(Grade.REQUIRES_IMPROVEMENT);
        assertThat(inspection.grades().get(Judgement.IN_CARE).words()).isEqualTo("Requires improvement to be good");
        assertThat(inspection.reportUrl()).isNull();
    }

    @Test
    void takesTheDayOfPublicationFromWhoeverSendsIt() {
        ingest("body of a request", PrintedReports.ilacs(), LocalDate.of(2025, 3, 12));

        assertThat(publisher.published.get(0).inspectionId()).isEqualTo("394-2025-03-12");
    }

    @Test
    void takesTheReportsOwnHeadlineForItsOverallGrade() {
        ingest("a.pdf", PrintedReports.sif(), null);

        assertThat(publisher
                        .published
                        .get(0)
                        .grades()
                        .get(Judgement.OVERALL_EFFECTIVENESS)
                        .words())
                .isEqualTo("require improvement to be good");
    }

    @Test
    void rejectsAReportThatNobodyDates() {
        // When
        IngestSummary summary = ingest("body of a request", PrintedReports.ilacs(), null);

        // Then
        assertThat(summary.rejected()).isOne();
        Rejection rejection = publisher.rejected.get(0);
        assertThat(rejection.first().reason()).isEqualTo(RejectionReason.MISSING_FIELD);
        assertThat(rejection.inOneLine())
                .startsWith(
                        "body of a request:1: published_on: missing-field - the report does not state its publication date");
        assertThat(rejection.original()).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void rejectsADateThatTheReportContradicts() {
        ingest("a.pdf", PrintedReports.sif(), LocalDate.of(2015, 7, 21));

        assertThat(publisher.rejected.get(0).inOneLine())
                .contains(
                        "unclear-report - the report says that it was published on 2015-07-20, its sender says 2015-07-21");
    }

    @Test
    void rejectsAReportOfTheFuture() {
        ingest("children's services inspection - 2 october 2026.pdf", PrintedReports.ilacs2026(), null);

        assertThat(publisher.rejected.get(0).inOneLine()).contains("future-date");
    }

    @Test
    void rejectsADamagedPdfAndKeepsNoMoreOfItThanARecord() {
        byte[] damaged = new byte[300_000];
        System.arraycopy("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), 0, damaged, 0, 8);

        ingest("a.pdf", damaged, null);

        assertThat(publisher.rejected.get(0).first().reason()).isEqualTo(RejectionReason.UNREADABLE);
        assertThat(publisher.rejected.get(0).original()).hasSize(LineReader.KEPT_OF_TOO_LONG);
    }

    @Test
    void refusesHalfAGigabyteBeforeReadingIt() {
        // Given
        Endless endless = new Endless(500L << 20);

        // When
        IngestSummary summary = ingest(new IngestSource("a.pdf", () -> endless));

        // Then
        assertThat(summary.rejected()).isOne();
        assertThat(publisher.rejected.get(0).inOneLine()).contains("the PDF is larger than 16777216 bytes");
        assertThat(endless.read).isLessThan(17L << 20);
    }

    @Test
    void saysThatAWebPageIsNoReport() {
        String page =
                "\r\n<!DOCTYPE html>\n<html><head>\n<title>Report not found - Find an\nInspection Report - Ofsted</title>";

        assertThatThrownBy(() -> ingest("a.pdf", page.getBytes(StandardCharsets.UTF_8), null))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessage(
                        "a.pdf: is not a report but a web page called \"Report not found - Find an Inspection Report - Ofsted\":"
                                + " download the report again");
    }

    @Test
    void showsTheReadingInADryRunAndGoesOnAfterABadPdf() throws IOException {
        // Given
        Path bad = Files.writeString(folder.resolve("bad.csv"), "%PDF-1.7\nand nothing else");
        Path good = Files.write(
                folder.resolve("children's services inspection - 11 march 2025.pdf"), PrintedReports.ilacs());
        Path csv = Files.writeString(folder.resolve("a.pdf"), CSV);

        // When
        int exitCode = run("--dry-run", bad.toString(), good.toString(), csv.toString());

        // Then
        assertThat(exitCode).isOne();
        assertThat(err.toString())
                .startsWith(bad + ":1: unreadable - the PDF is cut short: its last line, %%EOF, is missing");
        assertThat(out.toString().lines())
                .containsExactly(
                        bad + ": 1 read, 0 would be sent, 1 would be rejected",
                        good + ":",
                        "  authority                 Sunderland (394)",
                        "  framework                 ILACS",
                        "  inspected                 2025-01-27 to 2025-01-31",
                        "  published                 2025-03-11, from the name of the file",
                        "  overall_effectiveness     GOOD                  \"Good\"                            stated once",
                        "  impact_of_leaders         OUTSTANDING           \"Outstanding\"                     and repeated 1 time",
                        "  help_and_protection       GOOD                  \"Good\"                            and repeated 1 time",
                        "  in_care                   REQUIRES_IMPROVEMENT  \"Requires improvement to be good\" and repeated 1 time",
                        "  care_leavers              GOOD                  \"Good\"                            and repeated 1 time",
                        good + ": 1 read, 1 would be sent, 0 would be rejected",
                        csv + ": 1 read, 1 would be sent, 0 would be rejected",
                        "total: 3 read, 2 would be sent, 1 would be rejected");
    }

    @Test
    void takesTheDayOfPublicationFromTheCommandLineForOneFile() throws IOException {
        Path report = Files.write(folder.resolve("50168072"), PrintedReports.ilacs());

        assertThat(run("--dry-run", "--published", "2025-03-12", report.toString()))
                .isZero();
        assertThat(out.toString()).contains("published                 2025-03-12, given with the report");
    }

    @Test
    void takesNoDayOfPublicationForSeveralFiles() {
        assertThat(run("--dry-run", "--published", "2025-03-12", "a", "b")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--published is about one report: name one file");
    }

    private IngestSummary ingest(String name, byte[] content, @Nullable LocalDate publishedOn) {
        return ingest(new IngestSource(name, () -> new ByteArrayInputStream(content)).publishedOn(publishedOn));
    }

    private IngestSummary ingest(IngestSource source) {
        AuthorityDirectory directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
        InspectionValidator validator = new InspectionValidator(SourceNames.bundled(directory), Reading.CLOCK);
        return new Ingest(validator, publisher, IngestReport.SILENT, System::nanoTime).run(source);
    }

    private int run(String... arguments) {
        return new CommandLine(new IngestCommand(Map.of(), Reading.CLOCK))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** A PDF's first line, followed by nothing but zeros. */
    private static final class Endless extends InputStream {
        private static final byte[] START = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        private final long size;
        private long read;

        Endless(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int given = (int) Math.min(length, size - read);
            for (int i = 0; i < given; i++) {
                long at = read + i;
                bytes[offset + i] = at < START.length ? START[(int) at] : 0;
            }
            read += given;
            return given == 0 && length > 0 ? -1 : given;
        }
    }
}
