/**
 * Rules for the project itself: its architecture, documents and released interfaces.
 */
package uk.regionalratings.system.project;
