/**
 * The operator's commands, and upgrades.
 */
package uk.regionalratings.local.operations;
