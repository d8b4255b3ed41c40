package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactReader;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Lines;

/**
 * What changes on a day in the lines of a region, as a store keeps it: for each line on which something does its number in a byte, and the
 * numbers of {@link Counts#toArray()} in as few bytes as they need.
 */
final class CountsSerde {
    private CountsSerde() {}

    /** Takes in the change of a line. */
    @FunctionalInterface
    interface Changes {
        /** See {@link Counts#toArray()}. */
        void change(int line, int[] numbers);
    }

    /** Tells the change of a line. */
    @FunctionalInterface
    interface ByLine {
        /** Null when nothing changes. */
        int @Nullable [] of(int line);
    }

    /** The bytes of what changes; null when nothing does. */
    static byte @Nullable [] write(ByLine changes, CompactWriter writer) {
        for (int line = 0; line < Lines.COUNT; line++) {
            int[] change = changes.of(line);
            if (change != null) {
                writer.one(line);
                for (int number : change) {
                    writer.number(number);
                }
            }
        }
        return writer.size() == 0 ? null : writer.take();
    }

    /** Tells what {@link #write} has written. */
    static void read(byte[] row, Changes to) {
        CompactReader reader = new CompactReader(row);
        while (reader.hasMore()) {
            int line = reader.one();
            int[] numbers = new int[Counts.SIZE];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = reader.integer();
            }
            to.change(line, numbers);
        }
    }
}
