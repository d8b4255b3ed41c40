/** Synthetic histories of any size. The same seed and scale always produce the same events. */
@NullMarked
package uk.regionalratings.bench.history;

import org.jspecify.annotations.NullMarked;
