/**
 * From sources to events: a source of inspections comes in, and each of its records goes out to {@code
 * inspection-published} or {@code inspection-rejected}. {@link uk.regionalratings.ingest.Ingest} is the entry point for
 * files and lists, {@link uk.regionalratings.ingest.DeclaredSources} for senders that declare the format.
 *
 * <ol>
 *   <li>Source to records: {@code RecordReaders} chooses a {@code RecordReader}, which returns a {@code SourceRecord}
 *       at a time. {@code JsonRecords} reads objects. {@code TableRecords} reads the rows of CSV and workbooks under a
 *       {@code Header}: {@code NativeHeader} has the product's own columns; {@code ListHeader} and the other classes
 *       that begin with {@code List} read the sector's lists.
 *   <li>Records to inspections: {@code CheckedRecords} passes each record through {@code InspectionValidator}.
 *   <li>Inspections to Kafka: {@code EventPublisher} sends, {@code EventRecords} builds the events, {@code Deliveries}
 *       waits for the acknowledgements.
 * </ol>
 *
 * <p>{@code IngestCommand} is the command line; {@code FolderIngest} serves a {@code WatchedFolder}.
 */
@NullMarked
package uk.regionalratings.ingest;

import org.jspecify.annotations.NullMarked;
