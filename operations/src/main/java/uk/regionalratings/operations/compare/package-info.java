/**
 * Compares a list of inspections with the known data. Reads the list as {@code ./ratings ingest} does, takes the known
 * data from a running query API or from the bundled history, and publishes nothing. Start with {@link
 * uk.regionalratings.operations.compare.CompareCommand}.
 */
@NullMarked
package uk.regionalratings.operations.compare;

import org.jspecify.annotations.NullMarked;
