/**
 * Where a list of inspections differs from what is known: the list is read as {@code ./ratings ingest} reads it, what is known comes from a
 * running query API or from the bundled history, and nothing is published. {@link uk.regionalratings.operations.compare.CompareCommand} is the door.
 */
@NullMarked
package uk.regionalratings.operations.compare;

import org.jspecify.annotations.NullMarked;
