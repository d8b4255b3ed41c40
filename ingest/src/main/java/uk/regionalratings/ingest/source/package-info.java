/**
 * Reads the records of a source of inspections in any format: a file, an input or a body. {@link
 * uk.regionalratings.ingest.source.RecordReaders} recognises the format and has a reader for each; {@link
 * uk.regionalratings.ingest.source.DeclaredSources} serves senders that declare theirs.
 */
@NullMarked
package uk.regionalratings.ingest.source;

import org.jspecify.annotations.NullMarked;
