/**
 * Records in Avro's binary form, read and written without Avro's objects in between: what the topology and the read model do for each event. Each
 * result is the same as that of Avro's own reader or writer, to which everything out of the ordinary is left.
 */
@NullMarked
package uk.regionalratings.compact;

import org.jspecify.annotations.NullMarked;
