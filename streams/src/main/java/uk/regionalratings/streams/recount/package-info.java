/**
 * The rules of docs/domain-rules.md counted a second time, the slow and plain way: from all events anew, and without a rule, timeline or store of
 * the topology. What the pipeline publishes is held against it, by tests and by {@code ./ratings verify}.
 */
@NullMarked
package uk.regionalratings.streams.recount;

import org.jspecify.annotations.NullMarked;
