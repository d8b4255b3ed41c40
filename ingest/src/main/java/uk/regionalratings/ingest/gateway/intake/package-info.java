/**
 * Sends validated and rejected records to Kafka, and returns a result for each, which waits for Kafka's confirmation.
 * {@link uk.regionalratings.ingest.gateway.intake.Intake} is the entry point; {@link
 * uk.regionalratings.ingest.gateway.intake.KafkaReachability} says whether Kafka can take records now.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.intake;

import org.jspecify.annotations.NullMarked;
