/**
 * Every entry point of the system refuses clients without the rights for it.
 */
package uk.regionalratings.system.doors;
