/**
 * Feeds that find new inspections. A feed requests a site's pages and reports one at a time. It publishes events,
 * rejections and a ledger of what it has seen in transactions. {@link uk.regionalratings.ingest.feed.FeedCommand} is
 * the entry point. Each {@code round} uses {@code listing} (what the site has), {@code document} (download, read,
 * decide) and {@code publish}; {@code site} sends the requests, and {@code ledger} is the memory.
 */
@NullMarked
package uk.regionalratings.ingest.feed;

import org.jspecify.annotations.NullMarked;
