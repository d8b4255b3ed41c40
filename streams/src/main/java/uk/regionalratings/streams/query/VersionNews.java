package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one version of the data has that an earlier one lacks.
 *
 * @param since the earlier version
 * @param until the later version: that of answers now, unless the question names one
 * @param summary everything in one sentence
 * @param inspections inspections that came, were corrected or were withdrawn, in the order in which they became known
 * @param authorities authorities whose reference data came or changed
 * @param grades today's standing grades that differ, under any framework, by authority and judgement
 */
public record VersionNews(
        String since,
        String until,
        String summary,
        List<InspectionNews> inspections,
        List<AuthorityNews> authorities,
        List<GradeNews> grades) {
    /**
     * One revision of an inspection.
     *
     * @param knownAt when it became known, in UTC
     * @param what {@code came}, {@code corrected} or {@code withdrawn}
     * @param revision the revision
     * @param authority the authority's name; its identity if its reference data is unknown
     * @param words the same as a sentence
     */
    public record InspectionNews(
            String knownAt,
            String what,
            String inspectionId,
            int revision,
            String authorityId,
            String authority,
            LocalDate publishedOn,
            String words) {}

    /**
     * The reference data of an authority.
     *
     * @param knownAt when it became known, in UTC
     * @param what {@code came} or {@code changed}
     * @param words the same as a sentence
     */
    public record AuthorityNews(String knownAt, String what, String authorityId, String authority, String words) {}

    /**
     * A standing grade that differs.
     *
     * @param before today's grade by the earlier version; null if there is none
     * @param now today's grade by the later version; null if there is none
     * @param words the same as a sentence
     */
    public record GradeNews(
            String authorityId,
            String authority,
            String judgement,
            @Nullable String before,
            @Nullable String now,
            String words) {}
}
