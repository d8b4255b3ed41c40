/** The whole pipeline in memory and in one thread, with faults at every step. A seed decides what happens next. */
package uk.regionalratings.system.simulation;
