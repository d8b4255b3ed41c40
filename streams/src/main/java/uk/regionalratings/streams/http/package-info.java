/** The query API and the management endpoints over HTTP. Only this package deals with status codes and media types. */
@NullMarked
package uk.regionalratings.streams.http;

import org.jspecify.annotations.NullMarked;
