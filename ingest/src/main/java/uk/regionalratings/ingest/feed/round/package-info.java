/**
 * Makes the rounds of a feed, and returns the outcome of each. {@link uk.regionalratings.ingest.feed.round.Feed} is the
 * interface of all feeds; {@link uk.regionalratings.ingest.feed.round.OfstedFeed} goes through Ofsted's site, {@link
 * uk.regionalratings.ingest.feed.round.ListFeed} polls one published list.
 */
@NullMarked
package uk.regionalratings.ingest.feed.round;

import org.jspecify.annotations.NullMarked;
