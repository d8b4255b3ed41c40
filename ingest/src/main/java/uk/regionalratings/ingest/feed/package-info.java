/**
 * Feeds that find new inspections: a site's pages and reports come in, one request at a time; events, rejections and
 * a ledger of what was seen go out in transactions. {@link uk.regionalratings.ingest.feed.FeedCommand} is the entry
 * point; each {@code round} goes through {@code listing} (what is there), {@code document} (download, read, decide)
 * and {@code publish}, with requests sent by {@code site} and the memory in {@code ledger}.
 */
@NullMarked
package uk.regionalratings.ingest.feed;

import org.jspecify.annotations.NullMarked;
