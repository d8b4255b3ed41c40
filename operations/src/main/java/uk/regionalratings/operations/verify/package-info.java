/** {@code ./ratings verify}: a recount of the facts, held against everything that is published. */
@NullMarked
package uk.regionalratings.operations.verify;

import org.jspecify.annotations.NullMarked;
