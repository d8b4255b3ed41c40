package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one version of the data has that an earlier one had not.
 *
 * @param since the earlier version
 * @param until the later one, which answers have now unless another one was asked for
 * @param summary all of it in a sentence
 * @param inspections that came, were corrected or were withdrawn, in the order in which that became known
 * @param authorities whose reference data came or was changed
 * @param grades standing grades of today that differ, in any framework, by authority and judgement
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
     * @param authority the authority's name; its identity while its reference data is not known
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
     * Reference data of an authority.
     *
     * @param knownAt when it became known, in UTC
     * @param what {@code came} or {@code changed}
     * @param words the same as a sentence
     */
    public record AuthorityNews(String knownAt, String what, String authorityId, String authority, String words) {}

    /**
     * A standing grade that is another one now.
     *
     * @param before as of today by the earlier version; null for none
     * @param now as of today by the later version; null for none
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
