/**
 * The process: settings, startup, health, shutdown. Wires the topology, the read models and the APIs together; contains
 * no rules.
 */
@NullMarked
package uk.regionalratings.streams.app;

import org.jspecify.annotations.NullMarked;
