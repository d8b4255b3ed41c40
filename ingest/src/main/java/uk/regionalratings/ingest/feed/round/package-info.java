/**
 * Makes rounds: the settings and a feed's store come in, and the outcome of each round goes out. {@link
 * uk.regionalratings.ingest.feed.round.Feed} is what all feeds share; {@link
 * uk.regionalratings.ingest.feed.round.OfstedFeed} goes through Ofsted's site, {@link
 * uk.regionalratings.ingest.feed.round.ListFeed} through one published list.
 */
@NullMarked
package uk.regionalratings.ingest.feed.round;

import org.jspecify.annotations.NullMarked;
