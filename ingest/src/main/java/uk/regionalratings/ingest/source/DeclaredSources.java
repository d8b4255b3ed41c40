package uk.regionalratings.ingest.source;

import java.io.IOException;
import java.time.Clock;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.table.Headers;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.validation.CheckedRecords;
import uk.regionalratings.ingest.validation.InspectionValidator;

/**
 * Reads and validates sources whose format their sender declares: the bodies of requests, and Ofsted's documents. One
 * thread-safe instance serves all of them. {@link Ingest} reads files and lists, and recognises their format.
 */
public final class DeclaredSources {
    private final InspectionValidator validator;
    private final RecordReaders readers;

    /**
     * @param names the authorities and frameworks that inspections can name, and what lists call their columns
     * @param clock today's date: no inspection can have been published later
     */
    public DeclaredSources(SourceNames names, Clock clock) {
        this.validator = new InspectionValidator(names, clock);
        this.readers = new RecordReaders(new InspectionReports(names.authorities()), new Headers(names));
    }

    /**
     * The records of a source, read and validated on demand.
     *
     * @throws UnusableSourceException if nothing in the source can be read; the message does not name it
     * @throws IOException if its content can't be read
     */
    public CheckedRecords open(SourceFormat format, IngestSource source) throws IOException {
        RecordReader reader = readers.open(format, source, source.content().open());
        return new CheckedRecords(source.name(), reader, validator);
    }
}
