/**
 * A second, slow and plain implementation of docs/domain-rules.md: counts from all events each time, and shares no
 * rule, timeline or store with the topology. Tests and {@code ./ratings verify} compare what the pipeline publishes
 * with it.
 */
@NullMarked
package uk.regionalratings.streams.recount;

import org.jspecify.annotations.NullMarked;
