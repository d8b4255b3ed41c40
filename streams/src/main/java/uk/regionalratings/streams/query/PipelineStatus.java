package uk.regionalratings.streams.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline knows and no answer tells.
 *
 * @param waiting by authority
 * @param behind by topic; empty when nothing is behind, null when the brokers do not tell
 */
public record PipelineStatus(List<Waiting> waiting, @Nullable List<Behind> behind) {
    /** Answers lack nothing. */
    public static final PipelineStatus NOTHING = new PipelineStatus(List.of(), List.of());

    /**
     * Inspections of an authority that nobody knows: they take effect when its reference data arrives.
     *
     * @param authorityId the key under which they came
     * @param inspections how many
     * @param since when the first of them was sent, in UTC; null when that is not known
     */
    public record Waiting(String authorityId, int inspections, @Nullable String since) {}

    /**
     * Records of a topic that are not applied yet, though they have been there for some seconds.
     *
     * @param topic which the topology reads
     * @param records how many, in all partitions
     * @param partitionsNotBegun in how many of the partitions not one record has been applied
     */
    public record Behind(String topic, long records, int partitionsNotBegun) {}
}
