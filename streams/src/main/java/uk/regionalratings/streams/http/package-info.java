/** The query API and the management endpoints over HTTP. Only this package knows status codes and media types. */
@NullMarked
package uk.regionalratings.streams.http;

import org.jspecify.annotations.NullMarked;
