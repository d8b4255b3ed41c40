/** The process: settings, start, health, end. Wires the topology, the read model and the APIs; knows no rule. */
@NullMarked
package uk.regionalratings.streams.app;

import org.jspecify.annotations.NullMarked;
