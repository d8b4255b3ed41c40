/**
 * Publishes what a round has found. Inspections, rejections and entries of the ledger that belong together go to Kafka
 * in one transaction. {@link uk.regionalratings.ingest.feed.publish.FeedStore} is the entry point; {@link
 * uk.regionalratings.ingest.feed.publish.KafkaFeedStore} also reads the ledger and the inspections already sent.
 */
@NullMarked
package uk.regionalratings.ingest.feed.publish;

import org.jspecify.annotations.NullMarked;
