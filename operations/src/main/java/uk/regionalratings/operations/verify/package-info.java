/** {@code ./ratings verify}: recounts the facts and compares the result with everything that is published. */
@NullMarked
package uk.regionalratings.operations.verify;

import org.jspecify.annotations.NullMarked;
