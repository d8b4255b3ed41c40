/**
 * The answers of the running pipeline, compared with recounts.
 */
package uk.regionalratings.system.answers;
