/**
 * The Kafka Streams topology. Its processors are thin: they read a store, call the rules, write the store and forward.
 */
@NullMarked
package uk.regionalratings.streams.topology;

import org.jspecify.annotations.NullMarked;
