package uk.regionalratings.streams.query.parameter;

import java.util.Locale;

/** How an authority counts that has no inspection of its own (docs/domain-rules.md, Lineage). */
public enum LineageChoice {
    /** It is not rated, as in official lists. */
    NONE,
    /** It counts with the grade of its predecessors. */
    CARRY;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
