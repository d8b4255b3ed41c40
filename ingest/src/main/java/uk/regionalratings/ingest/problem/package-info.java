/**
 * What can go wrong with a source, and the words in which a user reads of it.
 */
@NullMarked
package uk.regionalratings.ingest.problem;

import org.jspecify.annotations.NullMarked;
