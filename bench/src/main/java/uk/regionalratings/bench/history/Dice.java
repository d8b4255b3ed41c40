package uk.regionalratings.bench.history;

/** Numbers that look like chance and are a function of seed, event and purpose (the finisher of SplitMix64). */
final class Dice {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long seed;

    /** What a number is for; each purpose has numbers of its own. */
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

    /** From 0 to less than 1. */
    double share(long event, Of purpose) {
        return (bits(event, purpose) >>> 11) * 0x1.0p-53;
    }

    /** From 0 to less than {@code bound}. */
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
