package uk.regionalratings.ingest.gateway;

import java.time.Duration;

/**
 * What one body may take.
 *
 * @param bytes its greatest length, unpacked
 * @param records the most records in it
 * @param time how long it may take to arrive
 */
record BodyLimits(long bytes, int records, Duration time) {}
