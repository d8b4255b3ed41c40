/**
 * Answers questions about rating changes: selects changes by filters, newest first, and also describes them as news for
 * feed readers. {@link uk.regionalratings.streams.query.change.ChangeQueries} is the entry point.
 */
@NullMarked
package uk.regionalratings.streams.query.change;

import org.jspecify.annotations.NullMarked;
