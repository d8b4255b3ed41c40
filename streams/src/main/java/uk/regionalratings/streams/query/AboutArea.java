package uk.regionalratings.streams.query;

import org.jspecify.annotations.Nullable;

/** An answer about an area, which may have been made on the spot. */
public interface AboutArea {
    /** What a reader must know of how the area was made, in ASCII; null when nothing. */
    @Nullable
    String areaNote();
}
