package uk.regionalratings.streams.topology;

/** Another version of the software wrote the state of this group, in another format. */
public final class StateFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** State of format {@code found} was found. */
    public StateFormatException(int found) {
        super("the state is of format " + found + ", and this version of the software keeps format "
                + StateFormat.CURRENT + ": " + remedy(found));
    }

    private static String remedy(int found) {
        return found > StateFormat.CURRENT
                ? "instances of a newer version run or ran in this group; start that version here too"
                : "docs/operations/upgrade.md says how to rebuild the state from the facts";
    }
}
