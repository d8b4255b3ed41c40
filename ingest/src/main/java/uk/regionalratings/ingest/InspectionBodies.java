package uk.regionalratings.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.sheet.Workbook;

/** Opens sources whose format the sender has declared. One thread-safe instance serves all sources. */
public final class InspectionBodies {
    private final InspectionValidator validator;
    private final InspectionReports reports;
    private final Headers headers;

    /**
     * @param names the authorities and frameworks that inspections can name, and what lists call their columns
     * @param clock today's date: no inspection can have been published later
     */
    public InspectionBodies(SourceNames names, Clock clock) {
        this.validator = new InspectionValidator(names, clock);
        this.reports = new InspectionReports(names.authorities());
        this.headers = new Headers(names);
    }

    /**
     * The records of a source, read and validated on demand.
     *
     * @throws UnusableSourceException if nothing in the source can be read; the message does not name it
     * @throws IOException if its content can't be read
     */
    public CheckedRecords open(SourceFormat format, IngestSource source) throws IOException {
        InputStream content = source.content().open();
        RecordReader reader =
                switch (format) {
                    case JSON -> new JsonDocumentReader(content);
                    case NDJSON -> new NdjsonRecordReader(new LineReader(content));
                    case CSV -> new CsvRecordReader(RecordReaders.lines(content), headers);
                    case WORKBOOK -> new SheetRecordReader(content.readNBytes(Workbook.mostBytes() + 1), headers);
                    case PDF -> new ReportRecordReader(reports, source, content);
                };
        return new CheckedRecords(source.name(), reader, validator);
    }
}
