/**
 * Reads and writes records in Avro's binary form without Avro's objects in between, for the work that the topology and
 * the read model do for each event. Each result is that of Avro's own reader or writer, which handle all unusual
 * records.
 */
@NullMarked
package uk.regionalratings.compact;

import org.jspecify.annotations.NullMarked;
