package uk.regionalratings.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.report.ReportReading;
import uk.regionalratings.ingest.text.LineReader;
import uk.regionalratings.vocabulary.Problem;

/** Reads the one record of a report PDF: the inspection that it describes. */
final class ReportRecordReader implements RecordReader {
    private final InspectionReports reports;
    private final IngestSource source;
    private final InputStream pdf;
    private boolean read;
    private @Nullable String understanding;

    ReportRecordReader(InspectionReports reports, IngestSource source, InputStream pdf) {
        this.reports = reports;
        this.source = source;
        this.pdf = pdf;
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (read) {
            return null;
        }
        read = true;
        // One byte more than the limit is enough to see that a report is too large.
        byte[] bytes = pdf.readNBytes(reports.mostBytes() + 1);
        ReportReading reading = reports.read(bytes, source.name(), source.publishedOn(), source.authority());
        byte[] kept =
                bytes.length <= LineReader.KEPT_OF_TOO_LONG ? bytes : Arrays.copyOf(bytes, LineReader.KEPT_OF_TOO_LONG);
        if (reading instanceof ReportReading.Understood understood) {
            understanding = understood.table();
            return new SourceRecord.Legible(1, kept, understood.fields(), List.of());
        }
        Problem problem = ((ReportReading.Refused) reading).problem();
        // The message quotes the report, which may contain anything.
        Problem printable = new Problem(problem.reason(), problem.field(), Quoted.clean(problem.message()));
        return new SourceRecord.Malformed(1, kept, printable);
    }

    @Override
    public String nameInSource(String field) {
        return field;
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public @Nullable String understanding() {
        return understanding;
    }
}
