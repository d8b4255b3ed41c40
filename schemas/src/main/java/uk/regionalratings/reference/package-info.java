/** Authorities and areas, read from CSV files; the bundled ones hold the sample history. */
@NullMarked
package uk.regionalratings.reference;

import org.jspecify.annotations.NullMarked;
