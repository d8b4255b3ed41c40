/**
 * The memory of a feed, read from a compacted topic. {@link uk.regionalratings.ingest.feed.ledger.Ledger} is the entry
 * point. It says what the feed has seen: providers, documents, lists and the result of the last round.
 */
@NullMarked
package uk.regionalratings.ingest.feed.ledger;

import org.jspecify.annotations.NullMarked;
