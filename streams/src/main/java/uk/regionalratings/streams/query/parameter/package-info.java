/**
 * Reads the parameters of a question: turns text into checked values, or reports every problem with it. {@link
 * uk.regionalratings.streams.query.parameter.ParameterReader} is the entry point; every question ends in a {@link
 * uk.regionalratings.streams.query.parameter.QueryResult}.
 */
@NullMarked
package uk.regionalratings.streams.query.parameter;

import org.jspecify.annotations.NullMarked;
