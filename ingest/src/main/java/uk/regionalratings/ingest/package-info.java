/**
 * Turns sources of inspections into events: publishes each record of a source to {@code inspection-published} or
 * {@code inspection-rejected}. {@link uk.regionalratings.ingest.Ingest} is the entry point for files and lists, {@link
 * uk.regionalratings.ingest.source.DeclaredSources} for senders that declare the format.
 *
 * <ol>
 *   <li>Source to records: package {@code source}, with {@code text}, {@code table}, {@code sheet}, {@code json} and
 *       {@code report} for the formats. In every format a record becomes a {@code SourceRecord} of package {@code
 *       record}.
 *   <li>Records to inspections: package {@code validation}.
 *   <li>Inspections to Kafka: package {@code publish}.
 * </ol>
 *
 * <p>{@code IngestCommand} is the command line; {@code FolderIngest} serves a {@code WatchedFolder}. The packages {@code
 * gateway} and {@code feed} are the other two ways into the pipeline.
 */
@NullMarked
package uk.regionalratings.ingest;

import org.jspecify.annotations.NullMarked;
