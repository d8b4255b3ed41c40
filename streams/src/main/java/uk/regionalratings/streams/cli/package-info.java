/** {@code ./ratings query}: queries a running API from the terminal. */
@NullMarked
package uk.regionalratings.streams.cli;

import org.jspecify.annotations.NullMarked;
