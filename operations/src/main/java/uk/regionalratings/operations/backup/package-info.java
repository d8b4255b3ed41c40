/** Writes the facts to a file and restores them. */
@NullMarked
package uk.regionalratings.operations.backup;

import org.jspecify.annotations.NullMarked;
