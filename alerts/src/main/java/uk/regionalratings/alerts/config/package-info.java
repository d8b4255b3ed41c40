/** Reads values out of the alerts file, each with its line; and the secrets and names that they point at. */
@NullMarked
package uk.regionalratings.alerts.config;

import org.jspecify.annotations.NullMarked;
