/** The process and its command line. */
@NullMarked
package uk.regionalratings.alerts.app;

import org.jspecify.annotations.NullMarked;
