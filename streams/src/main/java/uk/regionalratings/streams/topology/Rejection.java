package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the rejected topic; reason and origin are in the headers.
 *
 * @param bytes the value as received; null when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // Carries bytes from one node to the next; nobody compares them.
record Rejection(byte @Nullable [] bytes) {}
