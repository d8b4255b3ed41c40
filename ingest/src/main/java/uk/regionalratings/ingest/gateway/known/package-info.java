/**
 * What the gateway knows about inspections, from the published tables and from its own confirmed events. {@link
 * uk.regionalratings.ingest.gateway.known.CurrentInspections} finds the current revision of an inspection for a
 * correction; {@link uk.regionalratings.ingest.gateway.known.RecentInspections} recognises new records that repeat an
 * inspection.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.known;

import org.jspecify.annotations.NullMarked;
