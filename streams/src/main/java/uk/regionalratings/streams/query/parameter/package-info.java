/**
 * Reads the parameters of a question: text comes in, and checked values go out, or every problem with them. {@link
 * uk.regionalratings.streams.query.parameter.ParameterReader} is the entry point; {@link
 * uk.regionalratings.streams.query.parameter.QueryResult} is how every question ends.
 */
@NullMarked
package uk.regionalratings.streams.query.parameter;

import org.jspecify.annotations.NullMarked;
