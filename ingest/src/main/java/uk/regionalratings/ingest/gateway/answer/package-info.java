/**
 * Answers requests: turns the result of each record, or the reason for a refusal, into a document with an HTTP status.
 * {@link uk.regionalratings.ingest.gateway.answer.Answer} is the entry point; {@link
 * uk.regionalratings.ingest.gateway.answer.GatewayMeters} counts records and their outcomes.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.answer;

import org.jspecify.annotations.NullMarked;
