/**
 * Sends requests to a site that is not ours, and returns complete answers. It keeps within the limits of robots.txt,
 * time, size and requests a day. {@link uk.regionalratings.ingest.feed.site.SiteClient} is the entry point.
 */
@NullMarked
package uk.regionalratings.ingest.feed.site;

import org.jspecify.annotations.NullMarked;
