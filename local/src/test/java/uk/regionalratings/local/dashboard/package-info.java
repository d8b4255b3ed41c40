/**
 * The dashboard in a real browser, held against the query API.
 */
package uk.regionalratings.local.dashboard;
