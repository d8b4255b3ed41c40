/** The processes of a benchmark: broker and registry, the pipeline, its peers, and what they use of the machine. */
@NullMarked
package uk.regionalratings.bench.process;

import org.jspecify.annotations.NullMarked;
