/**
 * What the gateway knows of inspections: the published tables and its own confirmed events come in, and the current
 * revision of an inspection goes out. {@link uk.regionalratings.ingest.gateway.known.CurrentInspections} is the
 * entry point for corrections, {@link uk.regionalratings.ingest.gateway.known.RecentInspections} for new records.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.known;

import org.jspecify.annotations.NullMarked;
