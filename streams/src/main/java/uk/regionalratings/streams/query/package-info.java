/**
 * Queries and answers of the query API as plain Java: reads parameters and computes answers, and knows nothing of HTTP.
 */
@NullMarked
package uk.regionalratings.streams.query;

import org.jspecify.annotations.NullMarked;
