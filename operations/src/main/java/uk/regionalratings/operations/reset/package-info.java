/** {@code ./ratings reset}: recounts everything from the facts without re-sending alerts. */
@NullMarked
package uk.regionalratings.operations.reset;

import org.jspecify.annotations.NullMarked;
