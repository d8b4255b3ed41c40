package uk.regionalratings.bench.history;

/** Pseudo-random numbers that depend only on seed, event and purpose (the finisher of SplitMix64). */
final class Dice {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long seed;

    /** The purpose of a number. Each purpose has its own sequence. */
    enum Of {
        KIND,
        EARLIER,
        AUTHORITY,
        LATE,
        DAYS_LATE,
        WRITING,
        GRADE
    }

    Dice(long seed) {
        this.seed = mix(seed);
    }

    /** A number from 0 (inclusive) to 1 (exclusive). */
    double share(long event, Of purpose) {
        return (bits(event, purpose) >>> 11) * 0x1.0p-53;
    }

    /** A number from 0 (inclusive) to {@code bound} (exclusive). */
    long below(long bound, long event, Of purpose) {
        return Math.floorMod(bits(event, purpose), bound);
    }

    private long bits(long event, Of purpose) {
        return mix(mix(seed + (purpose.ordinal() + 1) * GOLDEN) + event * GOLDEN);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
