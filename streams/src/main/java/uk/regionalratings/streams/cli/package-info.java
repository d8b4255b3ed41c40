/** {@code ./ratings query}: asks a running query API from the terminal. */
@NullMarked
package uk.regionalratings.streams.cli;

import org.jspecify.annotations.NullMarked;
