package uk.regionalratings.streams.rules;

import uk.regionalratings.vocabulary.Authority;

/**
 * One revision of an authority's reference data.
 *
 * @param authority the content
 * @param revision the highest one counts, in whatever order they arrive
 */
public record Registration(Authority authority, long revision) {}
