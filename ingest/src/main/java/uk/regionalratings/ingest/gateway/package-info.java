/**
 * The HTTP gateway for upstream feeds. {@link uk.regionalratings.ingest.gateway.GatewayCommand} runs it. A request
 * passes through these packages in order: {@code admission} (checks token, rate and room), {@code body} (a stream
 * within limits), {@code intake} (sends each record once it is validated) and {@code answer} (reports the outcome of
 * each once Kafka has confirmed it). Corrections find their inspection in {@code known}.
 */
@NullMarked
package uk.regionalratings.ingest.gateway;

import org.jspecify.annotations.NullMarked;
