package uk.regionalratings.ingest;

import java.time.Duration;

/**
 * The result of reading one source: {@code read = accepted + rejected}.
 *
 * @param source its name
 * @param read the number of its records
 * @param accepted inspections acknowledged by the broker; in a dry run, those that would be sent
 * @param rejected records sent to {@code inspection-rejected}; in a dry run, those that would be
 * @param took how long it took
 */
public record IngestSummary(String source, long read, long accepted, long rejected, Duration took) {
    /** From this size on, the summary includes the speed. */
    private static final long MANY = 100_000;

    /** The summary of a source before anything is read. */
    public static IngestSummary none(String source) {
        return new IngestSummary(source, 0, 0, 0, Duration.ZERO);
    }

    /** The sum of both, under this summary's name. */
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
