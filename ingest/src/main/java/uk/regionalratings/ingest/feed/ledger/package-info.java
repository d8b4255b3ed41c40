/**
 * What a feed has seen: entries come in from the records of a compacted topic, and questions about providers,
 * documents, lists and rounds are answered. {@link uk.regionalratings.ingest.feed.ledger.Ledger} is the entry point.
 */
@NullMarked
package uk.regionalratings.ingest.feed.ledger;

import org.jspecify.annotations.NullMarked;
