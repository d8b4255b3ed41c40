/** From the topic to the sinks: positions, order, retries, dead letters. */
@NullMarked
package uk.regionalratings.alerts.delivery;

import org.jspecify.annotations.NullMarked;
