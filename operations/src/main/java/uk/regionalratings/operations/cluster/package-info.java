/** Shared by the commands that work on a cluster as a whole: settings, committed records, catching up. */
@NullMarked
package uk.regionalratings.operations.cluster;

import org.jspecify.annotations.NullMarked;
