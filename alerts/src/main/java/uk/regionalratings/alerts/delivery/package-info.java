/**
 * Delivers records of {@code rating-changed} to the sinks of subscriptions: positions, order, retries, dead letters.
 */
@NullMarked
package uk.regionalratings.alerts.delivery;

import org.jspecify.annotations.NullMarked;
