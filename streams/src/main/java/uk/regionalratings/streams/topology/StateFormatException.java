package uk.regionalratings.streams.topology;

/** The state of the group was written by a version of the software that keeps it in another form. */
public final class StateFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** State of format {@code found} was met. */
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
