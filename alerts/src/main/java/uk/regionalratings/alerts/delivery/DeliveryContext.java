package uk.regionalratings.alerts.delivery;

import java.time.Clock;
import uk.regionalratings.alerts.position.Positions;

/**
 * What all subscriptions of a process share.
 *
 * @param positions stores their positions
 * @param reader turns records into alerts
 * @param deadLetters takes changes that cannot be delivered
 * @param clock decides which changes are news and when deliveries are due
 */
public record DeliveryContext(Positions positions, AlertReader reader, DeadLetters deadLetters, Clock clock) {}
