/**
 * The rules of DESIGN.md section 2 as plain, immutable Java: standing grades, timelines, counts, rating changes. No Kafka, Avro,
 * clock or I/O here.
 */
@NullMarked
package uk.regionalratings.streams.rules;

import org.jspecify.annotations.NullMarked;
