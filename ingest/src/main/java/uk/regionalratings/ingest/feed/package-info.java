/**
 * Feeds that find new inspections: a site's pages and reports come in, one request at a time; events, rejections and
 * a ledger of what was seen go out in transactions. {@link uk.regionalratings.ingest.feed.FeedCommand} is the entry
 * point.
 */
@NullMarked
package uk.regionalratings.ingest.feed;

import org.jspecify.annotations.NullMarked;
