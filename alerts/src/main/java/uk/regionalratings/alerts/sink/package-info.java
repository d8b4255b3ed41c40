/**
 * The destinations of alerts. A sink delivers an alert to its receiver, or fails with a {@link
 * uk.regionalratings.alerts.sink.DeliveryException} that says whether a later attempt may succeed. {@link
 * uk.regionalratings.alerts.sink.Sinks} lists the kinds, one class for each. No other package contacts receivers.
 */
@NullMarked
package uk.regionalratings.alerts.sink;

import org.jspecify.annotations.NullMarked;
