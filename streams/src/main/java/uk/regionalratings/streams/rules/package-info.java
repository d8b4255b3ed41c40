/**
 * The rules of docs/domain-rules.md as plain, immutable Java: standing grades, timelines, counts, rating changes. No Kafka, Avro,
 * clock or I/O here.
 */
@NullMarked
package uk.regionalratings.streams.rules;

import org.jspecify.annotations.NullMarked;
