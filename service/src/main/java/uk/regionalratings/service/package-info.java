/**
 * What every long-running process of ours shares: an HTTP server with limits and problem documents, health and metrics on a
 * port of their own, and an orderly end.
 */
@NullMarked
package uk.regionalratings.service;

import org.jspecify.annotations.NullMarked;
