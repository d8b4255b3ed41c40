/**
 * Finds what a question names: any name of an area or an authority comes in, and the authorities that belong to it
 * go out. {@link uk.regionalratings.streams.query.area.AreaFinder} and {@link
 * uk.regionalratings.streams.query.area.AuthorityFinder} are the entry points; {@link
 * uk.regionalratings.streams.query.area.Readiness} refuses questions that come too early.
 */
@NullMarked
package uk.regionalratings.streams.query.area;

import org.jspecify.annotations.NullMarked;
