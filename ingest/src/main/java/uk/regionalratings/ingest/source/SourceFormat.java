package uk.regionalratings.ingest.source;

/**
 * Every format of a source of inspections. {@link RecordReaders} has the reader for each; docs/changing-it.md lists
 * the steps for a new one.
 */
public enum SourceFormat {
    /** One inspection as one JSON object on any number of lines; in a file on one line, as {@link #NDJSON}. */
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
