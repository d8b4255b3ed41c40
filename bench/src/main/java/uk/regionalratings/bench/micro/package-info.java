/** JMH benchmarks of the hot steps. */
@NullMarked
package uk.regionalratings.bench.micro;

import org.jspecify.annotations.NullMarked;
