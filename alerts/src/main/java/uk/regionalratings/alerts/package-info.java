/** What an alert is, which subscriptions it concerns, and how it reads. */
@NullMarked
package uk.regionalratings.alerts;

import org.jspecify.annotations.NullMarked;
