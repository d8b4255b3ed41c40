package uk.regionalratings.ingest;

/**
 * The format of a source, as declared by its sender. Files are recognised by content instead: see {@link
 * RecordReaders}.
 */
public enum SourceFormat {
    /** One inspection as one JSON object, on any number of lines. */
    JSON,
    /** One JSON object on each line. */
    NDJSON,
    /** Comma-separated values with a header line. */
    CSV,
    /** A workbook: XLSX or ODS. */
    WORKBOOK,
    /** One report as Ofsted publishes it. */
    PDF
}
