/**
 * Reads the alerts file. Values go out with their lines for messages, together with the secrets and host names that
 * they refer to.
 */
@NullMarked
package uk.regionalratings.alerts.config;

import org.jspecify.annotations.NullMarked;
