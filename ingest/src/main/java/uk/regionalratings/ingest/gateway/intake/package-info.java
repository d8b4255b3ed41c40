/**
 * Sends to Kafka: validated and rejected records come in, and a result that waits for Kafka's confirmation goes out
 * for each. {@link uk.regionalratings.ingest.gateway.intake.Intake} is the entry point; {@link
 * uk.regionalratings.ingest.gateway.intake.KafkaReachability} says whether Kafka can take records now.
 */
@NullMarked
package uk.regionalratings.ingest.gateway.intake;

import org.jspecify.annotations.NullMarked;
