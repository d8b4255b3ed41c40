/**
 * Reads the body of a request as a decompressed stream, within limits of size and time. {@link
 * uk.regionalratings.ingest.gateway.body.RequestBody} is the entry point; {@link
 * uk.regionalratings.ingest.gateway.body.BodyType} says which format the body has.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.body;

import org.jspecify.annotations.NullMarked;
