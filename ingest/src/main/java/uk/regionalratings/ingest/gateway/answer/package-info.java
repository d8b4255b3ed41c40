/**
 * Answers requests: the result of each record comes in, or the reason for a refusal, and a document with an HTTP
 * status goes out. {@link uk.regionalratings.ingest.gateway.answer.Answer} is the entry point; {@link
 * uk.regionalratings.ingest.gateway.answer.GatewayMeters} counts what was answered.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.answer;

import org.jspecify.annotations.NullMarked;
