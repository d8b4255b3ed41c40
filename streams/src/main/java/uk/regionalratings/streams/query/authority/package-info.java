/**
 * Answers questions about single authorities and their inspections: the authorities of an area or one history come
 * in, and rows with grades, waiting times and the outlook on the next inspection go out. {@link
 * uk.regionalratings.streams.query.authority.AuthoritiesAnswer}, {@link
 * uk.regionalratings.streams.query.authority.AuthorityDetails} and {@link
 * uk.regionalratings.streams.query.authority.InspectionQuestion} are the entry points.
 */
@NullMarked
package uk.regionalratings.streams.query.authority;

import org.jspecify.annotations.NullMarked;
