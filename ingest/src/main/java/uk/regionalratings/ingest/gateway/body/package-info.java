/**
 * Reads the body of a request: the bytes that a client sends come in, and a decompressed stream within the limits of
 * size and time goes out. {@link uk.regionalratings.ingest.gateway.body.RequestBody} is the entry point; {@link
 * uk.regionalratings.ingest.gateway.body.BodyType} says which format the body has.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.body;

import org.jspecify.annotations.NullMarked;
