package uk.regionalratings.streams.view;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.record.InputEvent;

/** Decodes records of an input topic. Thread-safe. */
@FunctionalInterface
public interface FactDecoder {
    /** @param timestamp the record's, in milliseconds since the epoch */
    InputEvent read(String topic, byte @Nullable [] key, byte @Nullable [] value, long timestamp);
}
