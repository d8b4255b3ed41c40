/**
 * Answers questions about individual authorities and their inspections, with grades, waiting times and the outlook on
 * the next inspection. {@link uk.regionalratings.streams.query.authority.AuthoritiesAnswer}, {@link
 * uk.regionalratings.streams.query.authority.AuthorityDetails} and {@link
 * uk.regionalratings.streams.query.authority.InspectionQuestion} are the entry points.
 */
@NullMarked
package uk.regionalratings.streams.query.authority;

import org.jspecify.annotations.NullMarked;
