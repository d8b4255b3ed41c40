/** {@code ./ratings doctor}: looks at everything that the pipeline rests on, and says what to do. */
@NullMarked
package uk.regionalratings.operations.doctor;

import org.jspecify.annotations.NullMarked;
