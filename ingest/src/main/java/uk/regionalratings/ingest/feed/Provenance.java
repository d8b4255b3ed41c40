package uk.regionalratings.ingest.feed;

import java.time.Instant;

/**
 * Where an inspection was read.
 *
 * @param url of the document
 * @param digest SHA-256 of its bytes, in hexadecimal
 * @param retrievedAt when they came
 */
record Provenance(String url, String digest, Instant retrievedAt) {}
