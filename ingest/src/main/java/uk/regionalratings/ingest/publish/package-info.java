/**
 * Publishes inspections and rejections to Kafka. {@link uk.regionalratings.ingest.publish.EventPublisher} sends, {@code
 * EventRecords} builds the events, {@code SentEvents} waits for the acknowledgements.
 */
@NullMarked
package uk.regionalratings.ingest.publish;

import org.jspecify.annotations.NullMarked;
