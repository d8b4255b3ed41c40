package uk.regionalratings.streams.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline knows and no answer tells.
 *
 * @param waiting by authority
 */
public record PipelineStatus(List<Waiting> waiting) {
    /**
     * Inspections of an authority that nobody knows: they take effect when its reference data arrives.
     *
     * @param authorityId the key under which they came
     * @param inspections how many
     * @param since when the first of them was sent, in UTC; null when that is not known
     */
    public record Waiting(String authorityId, int inspections, @Nullable String since) {}
}
