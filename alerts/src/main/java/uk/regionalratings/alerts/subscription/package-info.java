/** The alerts file: the subscriptions, each with its filter, freshness, retries and sink. */
@NullMarked
package uk.regionalratings.alerts.subscription;

import org.jspecify.annotations.NullMarked;
