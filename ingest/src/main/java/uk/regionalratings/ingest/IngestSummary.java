package uk.regionalratings.ingest;

import java.time.Duration;

/**
 * What became of one source: {@code read = accepted + rejected}.
 *
 * @param source its name
 * @param read records in it
 * @param accepted inspections that the broker has acknowledged; in a dry run those that would have been sent
 * @param rejected records that are on {@code inspection-rejected}; in a dry run those that would be
 * @param took how long it took
 */
public record IngestSummary(String source, long read, long accepted, long rejected, Duration took) {
    /** From this size on the speed is worth a word. */
    private static final long MANY = 100_000;

    /** Of nothing read yet. */
    public static IngestSummary none(String source) {
        return new IngestSummary(source, 0, 0, 0, Duration.ZERO);
    }

    /** Both together, under this one's name. */
    public IngestSummary plus(IngestSummary other) {
        return new IngestSummary(
                source, read + other.read, accepted + other.accepted, rejected + other.rejected, took.plus(other.took));
    }

    /** {@code inspections.csv: 488 read, 488 accepted, 0 rejected} */
    public String inOneLine(boolean dryRun) {
        String accept = dryRun ? " would be sent, " : " accepted, ";
        String reject = dryRun ? " would be rejected" : " rejected";
        String speed = read < MANY ? "" : ", " + read * 1_000 / Math.max(1, took.toMillis()) + " records/s";
        return source + ": " + read + " read, " + accepted + accept + rejected + reject + speed;
    }
}
