/**
 * A record as its reader returns it, with texts under the names of the CSV columns, and the inspection that these texts
 * make. {@link uk.regionalratings.ingest.record.SourceRecord} and {@link
 * uk.regionalratings.ingest.record.InspectionFields} are the entry points.
 */
@NullMarked
package uk.regionalratings.ingest.record;

import org.jspecify.annotations.NullMarked;
