/**
 * A record as its reader leaves it, texts under the names of the CSV columns, and an inspection made of these texts.
 * {@link uk.regionalratings.ingest.record.SourceRecord} and {@link
 * uk.regionalratings.ingest.record.InspectionFields} are the entry points.
 */
@NullMarked
package uk.regionalratings.ingest.record;

import org.jspecify.annotations.NullMarked;
