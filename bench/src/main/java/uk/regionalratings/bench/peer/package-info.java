/** What could be used instead of the pipeline, each a program of its own. */
@NullMarked
package uk.regionalratings.bench.peer;

import org.jspecify.annotations.NullMarked;
