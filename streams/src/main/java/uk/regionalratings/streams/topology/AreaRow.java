package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AreaRatings;

/**
 * A row on its way to the table {@code area-ratings}.
 *
 * @param ratings the row; null to take it out of the table
 */
record AreaRow(@Nullable AreaRatings ratings) {}
