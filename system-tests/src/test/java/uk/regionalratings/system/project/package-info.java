/**
 * Rules for the project itself: its architecture, its documents, its released interfaces.
 */
package uk.regionalratings.system.project;
