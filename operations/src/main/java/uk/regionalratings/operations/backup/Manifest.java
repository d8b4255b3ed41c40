package uk.regionalratings.operations.backup;

import java.util.List;
import java.util.Map;

/**
 * The contents of a backup, stored as its entry {@code manifest.json}.
 *
 * @param format {@link #FORMAT}
 * @param version version of the format
 * @param createdAt time of the backup, in UTC
 * @param topics what the backup has from each topic
 * @param schemas the schemas with which values were written, as JSON
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
     * @param partitions number of partitions it had
     * @param records number of its records in the backup
     */
    record StoredTopic(int partitions, long records) {}

    long records() {
        return topics.values().stream().mapToLong(StoredTopic::records).sum();
    }
}
