package uk.regionalratings.ingest;

/** How a source is written, where whoever sends it says so. Files are told by their content: see {@link RecordReaders}. */
public enum SourceFormat {
    /** One inspection as one JSON object, on as many lines as it likes. */
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
