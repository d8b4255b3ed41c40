package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;

/** A store holds a row that the topology did not write, or that is damaged: what was counted so far is not known any more. */
public final class DamagedStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A row can't be read.
     *
     * @param store the name of the store
     * @param reason why, as the end of a sentence
     * @param cause null for none
     */
    public DamagedStateException(String store, String reason, @Nullable Exception cause) {
        super(
                "the state " + store + " holds a row that the topology did not write, since " + reason
                        + ": docs/operations/runbook.md, \"A record that is not ours\", says how to put it right",
                cause);
    }
}
