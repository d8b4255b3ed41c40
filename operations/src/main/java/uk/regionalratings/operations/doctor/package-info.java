/** {@code ./ratings doctor}: checks everything that the pipeline depends on and says what to do. */
@NullMarked
package uk.regionalratings.operations.doctor;

import org.jspecify.annotations.NullMarked;
