package uk.regionalratings.streams.query.area;

import org.jspecify.annotations.Nullable;

/** An answer about an area that may have been made on the spot. */
public interface AboutArea {
    /** A note on how the area was made, in ASCII; null if there is none. */
    @Nullable
    String areaNote();
}
