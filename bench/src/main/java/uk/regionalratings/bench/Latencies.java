package uk.regionalratings.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations of many events, in nanoseconds. Thread-safe. */
final class Latencies {
    private final long[] nanos;
    private int count;

    Latencies(int most) {
        this.nanos = new long[most];
    }

    synchronized void add(long took) {
        nanos[count++] = took;
    }

    synchronized int count() {
        return count;
    }

    /** Table cells: count, then median, 99th percentile and maximum in milliseconds. */
    synchronized String cells() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0
                ? "0 | - | - | -"
                : String.format(
                        Locale.ROOT,
                        "%,d | %.1f | %.1f | %.1f",
                        count,
                        sorted[count / 2] / 1e6,
                        sorted[(int) (count * 0.99)] / 1e6,
                        sorted[count - 1] / 1e6);
    }
}
