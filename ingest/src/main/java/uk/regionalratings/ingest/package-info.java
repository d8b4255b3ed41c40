/**
 * From files to events: a source is split into records, each record is validated and sent to {@code
 * inspection-published} or {@code inspection-rejected}. {@link uk.regionalratings.ingest.Ingest} is the entry point
 * for other modules.
 */
@NullMarked
package uk.regionalratings.ingest;

import org.jspecify.annotations.NullMarked;
