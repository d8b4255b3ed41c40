/**
 * Every entry point of the system, as those with too few rights meet it.
 */
package uk.regionalratings.local.doors;
