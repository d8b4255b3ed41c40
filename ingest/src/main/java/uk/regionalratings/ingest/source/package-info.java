/**
 * From a source of inspections to its records, whatever its format: a file, an input or a body comes in, {@code
 * SourceRecord}s go out. {@link uk.regionalratings.ingest.source.RecordReaders} has the reader of each format and
 * recognises formats; {@link uk.regionalratings.ingest.source.DeclaredSources} serves senders that declare theirs.
 */
@NullMarked
package uk.regionalratings.ingest.source;

import org.jspecify.annotations.NullMarked;
