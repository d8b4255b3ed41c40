package uk.regionalratings.streams.query.parameter;

import java.util.Locale;

/** The two things that a question about transitions compares. */
public enum Between {
    /** The standing grades of two days. */
    DAYS,
    /** The last inspection and the one before it. */
    LAST_TWO,
    /** The first inspection and the last one. */
    FIRST_AND_LAST;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
