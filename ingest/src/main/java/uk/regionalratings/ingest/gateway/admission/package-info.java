/**
 * Decides before the body is read whether a request is handled: a request comes in, and the name of its feed goes
 * out, or a refusal. {@link uk.regionalratings.ingest.gateway.admission.Admission} is the entry point; it checks the
 * token, the rate of the feed, and whether there is room.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.admission;

import org.jspecify.annotations.NullMarked;
