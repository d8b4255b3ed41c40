/**
 * What can go wrong with a source, and the wording of messages to users.
 */
@NullMarked
package uk.regionalratings.ingest.problem;

import org.jspecify.annotations.NullMarked;
