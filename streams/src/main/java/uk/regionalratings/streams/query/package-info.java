/**
 * The questions and answers of the query API as plain Java: parses parameters and computes answers. Independent of
 * HTTP.
 */
@NullMarked
package uk.regionalratings.streams.query;

import org.jspecify.annotations.NullMarked;
