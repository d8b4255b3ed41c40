/**
 * One Kafka broker and one schema registry on this machine, so that the project can be tried and tested without
 * containers. {@link uk.regionalratings.local.LocalStack} starts both; {@link uk.regionalratings.local.EmbeddedBroker}
 * and {@link uk.regionalratings.local.EmbeddedRegistry} stand alone where a test stops and starts one of them.
 */
@NullMarked
package uk.regionalratings.local;

import org.jspecify.annotations.NullMarked;
