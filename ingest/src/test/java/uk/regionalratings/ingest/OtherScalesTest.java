package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.validation.InspectionValidator;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.OtherScale;

/** Inspections under frameworks whose scale is not ours. */
class OtherScalesTest {
    private static final String HEADER =
            "inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness,in_care\n";
    private static final String DATES = "2026-05-11,2026-05-15,2026-06-20";

    @TempDir
    private Path folder;

    @Test
    void keepsWordsThatNobodyHasDescribed() {
        Reading reading = Reading.of(HEADER + "new,394,ANNUAL_2027," + DATES + ",Strong,Good\n" + "old,394,ILACS_2026,"
                + DATES + ",,Good\n");

        assertThat(reading.rejections()).isEmpty();
        Inspection kept = reading.sent().published.get(0);
        assertThat(kept.framework()).isEqualTo(Framework.OTHER);
        assertThat(kept.grades()).isEmpty();
        assertThat(kept.other())
                .isEqualTo(new OtherScale("ANNUAL_2027", Map.of("overall_effectiveness", "Strong", "in_care", "Good")));
        assertThat(reading.sent().published.get(1).other()).isNull();
    }

    @Test
    void keepsJudgementsThatNobodyHasDescribed() {
        Reading reading = Reading.of(
                """
                {"inspectionId":"new","authorityId":"394","framework":"Area SEND","startedOn":"2026-05-11",\
                "endedOn":"2026-05-15","publishedOn":"2026-06-20","grades":{"arrangements":"Typically positive"}}
                """);

        assertThat(reading.rejections()).isEmpty();
        assertThat(reading.sent().published.get(0).outcomes()).isEqualTo(Map.of("arrangements", "Typically positive"));
    }

    @Test
    void takesANameThatIsNearlyOneOfOursForASlip() {
        Reading reading =
                Reading.of(HEADER + "a,394,ILCAS_2026," + DATES + ",,Strong\n" + "b,394,Annual," + DATES + ",,Good\n");

        assertThat(reading.sent().published).isEmpty();
        assertThat(reading.rejections()).hasSize(2).allSatisfy(rejection -> assertThat(rejection)
                .contains("framework: unknown-framework"));
    }

    @Test
    void wordsWhoseGradeIsPublishedAreGrades() throws IOException {
        Files.writeString(
                folder.resolve("frameworks.csv"),
                """
                framework_id,name,since,judgements,scale,counts_as
                ANNUAL_2027,Annual review,2027-04-01,in_care,Strong;Sound;Weak,
                REGRADED,Regraded,2027-04-01,in_care,Top;Middle;Bottom,OUTSTANDING;GOOD;INADEQUATE
                """);
        String rows = "a,394,REGRADED," + DATES + ",,middle\n" + "b,394,ANNUAL_2027," + DATES + ",,Sound\n"
                + "c,394,ANNUAL_2027," + DATES + ",,Sond\n";

        Reading reading = read(HEADER + rows, Frameworks.of(folder.resolve("frameworks.csv")));

        Inspection regraded = reading.sent().published.get(0);
        assertThat(regraded.grades()).isEqualTo(Map.of(Judgement.IN_CARE, new GradeGiven(Grade.GOOD, "middle")));
        assertThat(regraded.frameworkName()).isEqualTo("REGRADED");
        assertThat(reading.sent().published.get(1).outcomes()).isEqualTo(Map.of("in_care", "Sound"));
        assertThat(reading.rejections())
                .singleElement()
                .asString()
                .contains("\"Sond\" is not in the scale of ANNUAL_2027: use Strong, Sound, Weak");
    }

    private static Reading read(String text, Frameworks frameworks) {
        AuthorityDirectory directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
        RecordingPublisher publisher = new RecordingPublisher();
        IngestSummary summary = new Ingest(
                        new InspectionValidator(SourceNames.bundled(directory).with(frameworks), Reading.CLOCK),
                        publisher,
                        IngestReport.SILENT,
                        System::nanoTime)
                .run(new IngestSource("file", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        return new Reading(summary, publisher, java.util.List.of());
    }
}
