/**
 * From JSON objects to records, one object a line or a document of several. {@link
 * uk.regionalratings.ingest.json.NdjsonRecordReader} and {@link uk.regionalratings.ingest.json.JsonDocumentReader} are
 * the entry points.
 */
@NullMarked
package uk.regionalratings.ingest.json;

import org.jspecify.annotations.NullMarked;
