/** The counts of one judgement with Flink SQL. */
@NullMarked
package uk.regionalratings.bench.flink;

import org.jspecify.annotations.NullMarked;
