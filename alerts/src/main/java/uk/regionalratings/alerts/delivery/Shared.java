package uk.regionalratings.alerts.delivery;

import java.time.Clock;
import uk.regionalratings.alerts.position.Positions;

/**
 * What all subscriptions of a process use.
 *
 * @param positions where their positions are kept
 * @param reader makes alerts of records
 * @param deadLetters takes what can't be delivered
 * @param clock tells what is news, and when deliveries are due
 */
public record Shared(Positions positions, AlertReader reader, DeadLetters deadLetters, Clock clock) {}
