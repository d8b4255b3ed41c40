package uk.regionalratings.streams.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline knows about itself that answers do not contain.
 *
 * @param waiting by authority
 * @param behind by topic; empty if nothing is behind, null if the brokers do not answer
 */
public record PipelineStatus(List<Waiting> waiting, @Nullable List<Behind> behind) {
    /** Answers are complete. */
    public static final PipelineStatus NOTHING = new PipelineStatus(List.of(), List.of());

    /**
     * Inspections of an unknown authority. They take effect when its reference data arrives.
     *
     * @param authorityId the key of the inspections
     * @param inspections their number
     * @param since when the first of them was sent, in UTC; null if unknown
     */
    public record Waiting(String authorityId, int inspections, @Nullable String since) {}

    /**
     * Records of a topic that have been there for some seconds and are not applied yet.
     *
     * @param topic a topic that the topology reads
     * @param records the number in all partitions
     * @param partitionsNotBegun the number of partitions of which no record has been applied
     */
    public record Behind(String topic, long records, int partitionsNotBegun) {}
}
