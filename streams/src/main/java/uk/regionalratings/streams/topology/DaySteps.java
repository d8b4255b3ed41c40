package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.streams.rules.DayState;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.streams.rules.Steps;

/**
 * The steps of one authority on one day: at most one for each line. A store keeps three bytes for each: the line, the states before and after, and
 * whether something was published.
 */
final class DaySteps {
    private static final int NONE = 0;
    private static final int STATE_BITS = 4;
    private static final int STATE = (1 << STATE_BITS) - 1;
    private static final int PUBLISHED = 1 << (2 * STATE_BITS);
    private static final int BYTES = 3;

    private final short[] byLine = new short[Lines.COUNT];

    /** Adds or removes a step: see {@link Steps#step}. */
    void step(int line, int from, int to, boolean published, int times) {
        // A publication that leaves the state as it was is a step, too; its number differs from that of no step.
        byLine[line] = (short) (times < 0 ? NONE : from | to << STATE_BITS | (published ? PUBLISHED : 0));
    }

    /** The stored form; null if there are no steps. */
    byte @Nullable [] write(CompactWriter writer) {
        for (int line = 0; line < byLine.length; line++) {
            int step = byLine[line];
            if (step != NONE) {
                writer.one(line).one(step & 0xFF).one(step >> (2 * STATE_BITS));
            }
        }
        return writer.size() == 0 ? null : writer.take();
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException if the row has another form
     */
    static DaySteps read(byte[] row) {
        DaySteps steps = new DaySteps();
        tell(row, 0, (line, day, from, to, published, times) -> steps.step(line, from, to, published, times));
        return steps;
    }

    /**
     * Passes the steps that {@link #write} has written to {@code to}.
     *
     * @throws IllegalArgumentException if the row has another form
     */
    static void tell(byte[] row, int day, Steps to) {
        if (row.length % BYTES != 0) {
            throw new IllegalArgumentException("it ends within a step");
        }
        for (int at = 0; at < row.length; at += BYTES) {
            int line = row[at];
            int before = row[at + 1] & STATE;
            int after = row[at + 1] >> STATE_BITS & STATE;
            // read() returns -1 at the end.
            Lines.judgement(line);
            Lines.family(line);
            if (!DayState.isOne(before) || !DayState.isOne(after)) {
                throw new IllegalArgumentException("it holds an unknown state of an authority");
            }
            to.step(line, day, before, after, row[at + 2] != 0, 1);
        }
    }
}
