/**
 * One Kafka broker and one schema registry on this machine, to try and test the project without containers. {@link
 * uk.regionalratings.local.LocalStack} starts both. Tests that stop and start only one of them use {@link
 * uk.regionalratings.local.EmbeddedBroker} or {@link uk.regionalratings.local.EmbeddedRegistry} directly.
 */
@NullMarked
package uk.regionalratings.local;

import org.jspecify.annotations.NullMarked;
