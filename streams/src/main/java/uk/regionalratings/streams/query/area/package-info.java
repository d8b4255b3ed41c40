/**
 * Finds what a question names: resolves any name of an area or an authority, including areas made on the spot. {@link
 * uk.regionalratings.streams.query.area.AreaFinder} and {@link uk.regionalratings.streams.query.area.AuthorityFinder}
 * are the entry points; {@link uk.regionalratings.streams.query.area.Readiness} refuses questions that come too early.
 */
@NullMarked
package uk.regionalratings.streams.query.area;

import org.jspecify.annotations.NullMarked;
