/**
 * From files to events: a source is split into records, each record is validated, and goes to {@code inspection-published} or
 * to {@code inspection-rejected}. {@link uk.regionalratings.ingest.Ingest} is the way in for other modules.
 */
@NullMarked
package uk.regionalratings.ingest;

import org.jspecify.annotations.NullMarked;
