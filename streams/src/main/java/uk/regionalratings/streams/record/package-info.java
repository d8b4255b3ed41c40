/**
 * Translates the records of the input topics and of the table {@code authority-ratings} into the terms of the rules.
 * {@link uk.regionalratings.streams.record.EventReader} reads an input record, however damaged; {@link
 * uk.regionalratings.streams.record.HistoryRecords} converts an authority's history in both directions.
 */
@NullMarked
package uk.regionalratings.streams.record;

import org.jspecify.annotations.NullMarked;
