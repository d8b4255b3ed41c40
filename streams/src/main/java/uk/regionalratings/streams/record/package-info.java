/**
 * Translates records: what the input topics and the table {@code authority-ratings} hold comes in, and what the
 * rules know goes out. {@link uk.regionalratings.streams.record.EventReader} reads an input record, however damaged;
 * {@link uk.regionalratings.streams.record.HistoryRecords} converts an authority's history in both directions.
 */
@NullMarked
package uk.regionalratings.streams.record;

import org.jspecify.annotations.NullMarked;
