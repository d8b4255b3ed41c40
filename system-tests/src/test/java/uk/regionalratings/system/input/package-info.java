/**
 * The ways in: gateway, feeds, watched folders, and records that are not ours.
 */
package uk.regionalratings.system.input;
