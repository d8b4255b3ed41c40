package uk.regionalratings.streams.query;

import java.util.Locale;

/** How an authority counts that has no inspection of its own (docs/domain-rules.md, Lineage). */
enum LineageChoice {
    /** It is not rated, as in official lists. */
    NONE,
    /** It counts with the grade of its predecessors. */
    CARRY;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
