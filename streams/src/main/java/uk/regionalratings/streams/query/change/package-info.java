/**
 * Answers questions about rating changes: filters come in, and changes and news for feed readers go out, the newest
 * first. {@link uk.regionalratings.streams.query.change.ChangeQueries} is the entry point.
 */
@NullMarked
package uk.regionalratings.streams.query.change;

import org.jspecify.annotations.NullMarked;
