package uk.regionalratings.streams.topology;

import java.util.Collection;
import uk.regionalratings.contract.InputTally;

/** What must have become of the input. */
final class Tallies {
    private Tallies() {}

    /** Of a partition from which nothing was moved, and to which nothing came. */
    static InputTally of(long received, long applied, long duplicate, long rejected, int format) {
        return new InputTally(received, applied, duplicate, rejected, format, 0L, 0L, 0L, null);
    }

    /** The equation of a row. */
    static boolean addsUp(InputTally tally) {
        return tally.getReceived() + tally.getArrived()
                == tally.getApplied() + tally.getDuplicate() + tally.getRejected() + tally.getMoved();
    }

    static long sum(Collection<InputTally> tallies, java.util.function.ToLongFunction<InputTally> number) {
        return tallies.stream().mapToLong(number).sum();
    }
}
