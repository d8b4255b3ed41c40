/** Alternatives to the pipeline, each a separate program. */
@NullMarked
package uk.regionalratings.bench.peer;

import org.jspecify.annotations.NullMarked;
