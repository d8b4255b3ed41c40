package uk.regionalratings.ingest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.validation.InspectionValidator;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Inspection;

/** The result of reading one text on 1 October 2026. */
public record Reading(IngestSummary summary, RecordingPublisher sent, List<String> remarks) {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-01T12:00:00Z"), ZoneOffset.UTC);
    private static final AuthorityDirectory DIRECTORY = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());

    static Reading of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Reading of(byte[] bytes) {
        return of(bytes, new RecordingPublisher());
    }

    /** Reads into a publisher that the caller keeps, even if reading fails. */
    static Reading of(byte[] bytes, RecordingPublisher publisher) {
        List<String> remarks = new ArrayList<>();
        IngestReport report = new IngestReport() {
            @Override
            public void remark(String source, String remark) {
                remarks.add(remark);
            }
        };
        InspectionValidator validator = new InspectionValidator(SourceNames.bundled(DIRECTORY), CLOCK);
        IngestSummary summary = new Ingest(validator, publisher, report, System::nanoTime)
                .run(new IngestSource("file", () -> new ByteArrayInputStream(bytes)));
        return new Reading(summary, publisher, remarks);
    }

    List<String> publishedIds() {
        return sent.published.stream().map(Inspection::inspectionId).toList();
    }

    List<String> rejections() {
        return sent.rejected.stream().map(Rejection::inOneLine).toList();
    }
}
