package uk.regionalratings.ingest.gateway.body;

import java.time.Duration;

/**
 * The limits for one body.
 *
 * @param bytes its maximum length, decompressed
 * @param records its maximum number of records
 * @param time how long it may take to arrive
 */
public record BodyLimits(long bytes, int records, Duration time) {}
