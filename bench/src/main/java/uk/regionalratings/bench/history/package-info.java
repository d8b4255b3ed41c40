/** Invented histories of any size: the same seed and scale always give the same events. */
@NullMarked
package uk.regionalratings.bench.history;

import org.jspecify.annotations.NullMarked;
