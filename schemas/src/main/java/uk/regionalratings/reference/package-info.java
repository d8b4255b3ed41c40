/** Authorities and areas, read from CSV files; the bundled files cover the sample history. */
@NullMarked
package uk.regionalratings.reference;

import org.jspecify.annotations.NullMarked;
