/** What an alert is, whom it concerns, and how it reads. */
@NullMarked
package uk.regionalratings.alerts;

import org.jspecify.annotations.NullMarked;
