/**
 * What all our long-running processes share: an HTTP server with limits and problem documents, health and metrics on a
 * separate port, and an orderly stop.
 */
@NullMarked
package uk.regionalratings.service;

import org.jspecify.annotations.NullMarked;
