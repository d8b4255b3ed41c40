/** {@code ./ratings reset}: counts everything again from the facts, without telling anybody of it. */
@NullMarked
package uk.regionalratings.operations.reset;

import org.jspecify.annotations.NullMarked;
