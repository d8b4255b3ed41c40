/**
 * Reads JSON objects as records: one object on each line, or one object as the whole source. {@link
 * uk.regionalratings.ingest.json.NdjsonRecordReader} and {@link uk.regionalratings.ingest.json.JsonDocumentReader} are
 * the entry points.
 */
@NullMarked
package uk.regionalratings.ingest.json;

import org.jspecify.annotations.NullMarked;
