/** The trace that work belongs to, across processes. */
@NullMarked
package uk.regionalratings.tracing;

import org.jspecify.annotations.NullMarked;
