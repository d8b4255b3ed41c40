/**
 * Decides whether to handle a request before its body is read, and names its feed or refuses it. {@link
 * uk.regionalratings.ingest.gateway.admission.Admission} is the entry point; it checks the token, the rate of the feed,
 * whether there is room, and whether Kafka is available.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.admission;

import org.jspecify.annotations.NullMarked;
