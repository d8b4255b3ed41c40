/**
 * Stores the positions of subscriptions permanently: results come in; the place from which a subscription continues
 * goes out.
 */
@NullMarked
package uk.regionalratings.alerts.position;

import org.jspecify.annotations.NullMarked;
