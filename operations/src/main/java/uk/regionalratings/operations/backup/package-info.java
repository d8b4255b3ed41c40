/** The facts as one file, and back. */
@NullMarked
package uk.regionalratings.operations.backup;

import org.jspecify.annotations.NullMarked;
