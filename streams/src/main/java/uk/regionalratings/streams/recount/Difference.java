package uk.regionalratings.streams.recount;

/**
 * Something that was published and is not what the facts say.
 *
 * @param table the topic
 * @param key the row, or the identity of the rating change
 * @param expected what the facts say: the fields that differ, or that there must be nothing
 * @param found what was published
 */
public record Difference(String table, String key, String expected, String found) {
    /** What {@link #expected} or {@link #found} says where there is no row. */
    public static final String NOTHING = "nothing";

    @Override
    public String toString() {
        return table + " " + key + ": expected " + expected + ", found " + found;
    }
}
