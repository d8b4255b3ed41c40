/** Benchmarks of the whole pipeline, and the command line that runs them. */
@NullMarked
package uk.regionalratings.bench;

import org.jspecify.annotations.NullMarked;
