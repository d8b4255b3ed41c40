/**
 * Sends requests to a site that is not ours: an address comes in, and a complete answer goes out, within the limits
 * of robots.txt, time, size and requests a day. {@link uk.regionalratings.ingest.feed.site.SiteClient} is the entry
 * point.
 */
@NullMarked
package uk.regionalratings.ingest.feed.site;

import org.jspecify.annotations.NullMarked;
