/** The settings of a process: read once, checked as a whole, immutable. */
@NullMarked
package uk.regionalratings.settings;

import org.jspecify.annotations.NullMarked;
