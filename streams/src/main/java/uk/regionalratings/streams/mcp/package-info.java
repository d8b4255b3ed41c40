/**
 * {@code ./ratings mcp}: the query API's questions as tools for assistants, over the Model Context Protocol. Calls of tools come in;
 * the API's answers, with their dates, source, version and address, go out.
 */
@NullMarked
package uk.regionalratings.streams.mcp;

import org.jspecify.annotations.NullMarked;
