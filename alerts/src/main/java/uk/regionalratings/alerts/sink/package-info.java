/**
 * The destinations of alerts, one class for each kind of sink. Everything that leaves this machine leaves through this
 * package.
 */
@NullMarked
package uk.regionalratings.alerts.sink;

import org.jspecify.annotations.NullMarked;
