package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;

/**
 * A row of a store is damaged, or the topology did not write it: the counts can't be trusted until the state is
 * rebuilt.
 */
public final class DamagedStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A row can't be read.
     *
     * @param store the name of the store
     * @param reason why, as the end of a sentence
     * @param cause null if there is no exception
     */
    public DamagedStateException(String store, String reason, @Nullable Exception cause) {
        super(
                "the state " + store + " holds a row that the topology did not write, since " + reason
                        + ": docs/operations/runbook.md, \"A record that is not ours\", says how to put it right",
                cause);
    }
}
