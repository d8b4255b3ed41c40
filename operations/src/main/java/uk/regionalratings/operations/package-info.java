/** Commands for operating the pipeline on one's own cluster, and the command line for servers. */
@NullMarked
package uk.regionalratings.operations;

import org.jspecify.annotations.NullMarked;
