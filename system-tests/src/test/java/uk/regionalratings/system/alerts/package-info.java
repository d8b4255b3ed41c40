/**
 * Alerts from rating changes to their receivers.
 */
package uk.regionalratings.system.alerts;
