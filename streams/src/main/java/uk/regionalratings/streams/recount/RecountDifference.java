package uk.regionalratings.streams.recount;

/**
 * A difference between what was published and what the facts imply.
 *
 * @param table the topic
 * @param key the row, or the identifier of the rating change
 * @param expected what the facts imply: the differing fields, or that there must be nothing
 * @param found what was published
 */
public record RecountDifference(String table, String key, String expected, String found) {
    /** The value of {@link #expected} or {@link #found} where there is no row. */
    public static final String NOTHING = "nothing";

    @Override
    public String toString() {
        return table + " " + key + ": expected " + expected + ", found " + found;
    }
}
