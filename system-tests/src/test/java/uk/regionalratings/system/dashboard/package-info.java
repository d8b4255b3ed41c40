/**
 * The dashboard in a real browser, compared with the query API.
 */
package uk.regionalratings.system.dashboard;
