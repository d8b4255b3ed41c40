/**
 * Alerts, from the rating change to the receiver.
 */
package uk.regionalratings.system.alerts;
