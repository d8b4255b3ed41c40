/**
 * The HTTP gateway for upstream feeds: {@link uk.regionalratings.ingest.gateway.GatewayCommand} runs it. A request
 * passes through the packages in this order: {@code admission} (token, rate, room), {@code body} (a stream within
 * limits), {@code intake} (each record is sent once it is validated), and {@code answer} (the outcome of each, once
 * Kafka has confirmed it). Corrections look up the inspection in {@code known}.
 */
@NullMarked
package uk.regionalratings.ingest.gateway;

import org.jspecify.annotations.NullMarked;
