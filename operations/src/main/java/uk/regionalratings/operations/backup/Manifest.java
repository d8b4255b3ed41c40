package uk.regionalratings.operations.backup;

import java.util.List;
import java.util.Map;

/**
 * What a backup holds, as its entry {@code manifest.json}.
 *
 * @param format {@link #FORMAT}
 * @param version of the format
 * @param createdAt when it was made, in UTC
 * @param topics what each topic gave
 * @param schemas the schemas that values were written with, as JSON
 * @param sha256 digest of the entry {@code facts.ndjson}, in hexadecimal; equal facts have equal digests
 */
record Manifest(
        String format,
        int version,
        String createdAt,
        Map<String, StoredTopic> topics,
        List<String> schemas,
        String sha256) {
    static final String FORMAT = "regional-ratings-facts";
    static final int VERSION = 1;

    /**
     * A topic of the backup.
     *
     * @param partitions how many it had
     * @param records how many of its records are in the backup
     */
    record StoredTopic(int partitions, long records) {}

    long records() {
        return topics.values().stream().mapToLong(StoredTopic::records).sum();
    }
}
