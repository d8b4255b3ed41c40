/** {@code ./ratings rejected}: reads the dead letters in {@code inspection-rejected} and says what was refused, where it came from and what to do. */
@NullMarked
package uk.regionalratings.operations.rejected;

import org.jspecify.annotations.NullMarked;
