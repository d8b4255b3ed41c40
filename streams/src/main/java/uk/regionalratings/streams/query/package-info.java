/**
 * The questions and answers of the query API as plain Java, independent of HTTP. {@link
 * uk.regionalratings.streams.query.QueryService} answers from one state of the view, {@link
 * uk.regionalratings.streams.query.VersionedQueries} from the state of the version in question. Each reads the {@code
 * parameter}s, finds the {@code area}, and leaves the answer to {@code count} (a day), {@code period} (the time between
 * two days), {@code authority} or {@code change}.
 */
@NullMarked
package uk.regionalratings.streams.query;

import org.jspecify.annotations.NullMarked;
