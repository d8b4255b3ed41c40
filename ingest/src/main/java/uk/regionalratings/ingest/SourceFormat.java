package uk.regionalratings.ingest;

import java.io.IOException;
import java.io.InputStream;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.reference.AuthorityDirectory;

/** How a source is written, where whoever sends it says so. Files are told by their content: see {@link RecordReaders}. */
public enum SourceFormat {
    /** One inspection as one JSON object, on as many lines as it likes. */
    JSON,
    /** One JSON object on each line. */
    NDJSON,
    /** Comma-separated values with a header line. */
    CSV,
    /** One report as Ofsted publishes it. */
    PDF;

    /** @throws UnusableSourceException when nothing of it can be read; the message does not name the source */
    RecordReader open(IngestSource source, InputStream content, AuthorityDirectory directory) throws IOException {
        return switch (this) {
            case JSON -> new JsonDocumentReader(content);
            case NDJSON -> new NdjsonRecordReader(new LineReader(content));
            case CSV -> new CsvRecordReader(new LineReader(content), new Headers(ColumnNames.bundled(), directory));
            case PDF -> new ReportRecordReader(new InspectionReports(directory), source, content);
        };
    }
}
