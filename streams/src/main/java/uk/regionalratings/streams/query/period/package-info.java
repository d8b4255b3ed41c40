/**
 * Answers questions about the time between two days: timelines, transitions, grades over time, reorganisations and days
 * to publication. Each question has a class that answers it, such as {@link
 * uk.regionalratings.streams.query.period.TimelineQuestion}.
 */
@NullMarked
package uk.regionalratings.streams.query.period;

import org.jspecify.annotations.NullMarked;
