/** What whoever runs the pipeline on a cluster of their own does with it, and the command line that a server has. */
@NullMarked
package uk.regionalratings.operations;

import org.jspecify.annotations.NullMarked;
