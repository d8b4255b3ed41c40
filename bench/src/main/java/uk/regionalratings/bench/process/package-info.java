/** The processes of a benchmark (broker and registry, the pipeline, its peers) and the resources they use. */
@NullMarked
package uk.regionalratings.bench.process;

import org.jspecify.annotations.NullMarked;
