/**
 * The destinations of alerts: an alert comes in, and goes out to a receiver or fails with a {@link
 * uk.regionalratings.alerts.sink.DeliveryException} that says whether a later attempt may succeed. {@link
 * uk.regionalratings.alerts.sink.Sinks} lists the kinds, each a class. Everything that leaves this machine leaves
 * through this package.
 */
@NullMarked
package uk.regionalratings.alerts.sink;

import org.jspecify.annotations.NullMarked;
