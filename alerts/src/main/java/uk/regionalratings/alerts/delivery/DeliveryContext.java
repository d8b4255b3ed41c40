package uk.regionalratings.alerts.delivery;

import java.time.Clock;
import uk.regionalratings.alerts.position.Positions;

/**
 * What all subscriptions of a process share.
 *
 * @param positions stores their positions
 * @param reader converts records to alerts
 * @param deadLetters stores changes that can't be delivered
 * @param clock decides which changes are news and when deliveries are due
 */
public record DeliveryContext(Positions positions, AlertReader reader, UndeliveredAlerts deadLetters, Clock clock) {}
