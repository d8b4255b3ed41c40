/**
 * The HTTP gateway for upstream feeds: {@link uk.regionalratings.ingest.gateway.GatewayCommand} runs it. A request is
 * admitted (token, rate, room), its body is read as a stream within limits, each record is validated and sent, and
 * the answer gives the outcome of each once Kafka has confirmed it.
 */
@NullMarked
package uk.regionalratings.ingest.gateway;

import org.jspecify.annotations.NullMarked;
