package uk.regionalratings.streams.view;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.topology.InputEvent;

/** Reads what a record of an input topic says. For any number of threads. */
@FunctionalInterface
public interface FactDecoder {
    /** @param timestamp the record's, in milliseconds since the epoch */
    InputEvent read(String topic, byte @Nullable [] key, byte @Nullable [] value, long timestamp);
}
