/**
 * The operator's commands, and upgrades.
 */
package uk.regionalratings.system.operations;
