/**
 * Answers of the running pipeline, compared with recounts.
 */
package uk.regionalratings.system.answers;
