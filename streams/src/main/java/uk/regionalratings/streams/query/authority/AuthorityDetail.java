package uk.regionalratings.streams.query.authority;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.count.LastInspection;
import uk.regionalratings.streams.query.count.NotComparable;
import uk.regionalratings.streams.rules.GradeRun;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Provenance;

/**
 * One authority as it is today.
 *
 * @param authorityId its identity: its DfE code, or a provisional one from 001 to 099
 * @param dfeCode its DfE code; null while it has a provisional identity and its DfE code is not known
 * @param name its name
 * @param gssCode the statistics office's code; null if unknown
 * @param ofstedUrn Ofsted's number for it; null if unknown
 * @param slug its name in lower case with hyphens
 * @param region the region it lies in
 * @param areas every area that it counts in
 * @param serviceProvider the trust or company that runs its services; null if it does so itself
 * @param establishedOn its first day; may be in the future, and the authority counts nowhere until then; null if it is
 *     older than the history
 * @param abolishedOn its last day; null while it exists
 * @param successorIds the authorities that took over its services
 * @param predecessors the authorities that its services came from
 * @param successors the same authorities as {@code successorIds}, each with the day and kind of the succession
 * @param ratings the standing grades under any framework by judgement; a judgement that no inspection makes is absent.
 *     An abolished authority keeps the ratings of its last day
 * @param inspections the graded full inspections published so far, oldest first, withdrawn ones left out
 * @param lastInspection the last of them, whatever it judged; null if there is none
 * @param nextInspection the wait for the next one, with estimates by the leading judgements in inspections of today;
 *     null if there was no inspection yet, or if the authority is abolished
 * @param notComparable the judgements whose latest result is on a scale that can't be compared with others, with that
 *     result
 */
public record AuthorityDetail(
        String authorityId,
        @Nullable String dfeCode,
        String name,
        @Nullable String gssCode,
        @Nullable String ofstedUrn,
        String slug,
        String region,
        List<String> areas,
        @Nullable String serviceProvider,
        @Nullable LocalDate establishedOn,
        @Nullable LocalDate abolishedOn,
        List<String> successorIds,
        List<Relative> predecessors,
        List<Relative> successors,
        Map<String, Rating> ratings,
        List<Report> inspections,
        @Nullable LastInspection lastInspection,
        @Nullable Outlook nextInspection,
        Map<String, NotComparable> notComparable) {
    /**
     * A predecessor or successor.
     *
     * @param authorityId its identity
     * @param authority its name; null while its reference data is not known
     * @param day the first day on which the successor had the services; null if unknown
     * @param kind {@code split}, {@code merged}, {@code split_and_merged} or {@code replaced}
     */
    public record Relative(String authorityId, @Nullable String authority, @Nullable LocalDate day, String kind) {}

    /**
     * A standing grade.
     *
     * @param grade the grade
     * @param inspectionId the inspection that gave it
     * @param publishedOn the day on which that was published
     * @param superseded whether a later inspection did not make this judgement
     * @param standingSince when the first of an unbroken run of inspections that gave this grade was published
     * @param inspectionsInARow how many inspections in a row gave it, at least 1
     */
    public record Rating(
            Grade grade,
            String inspectionId,
            LocalDate publishedOn,
            boolean superseded,
            LocalDate standingSince,
            int inspectionsInARow) {
        static Rating of(Standing standing, GradeRun run) {
            return new Rating(
                    standing.grade(),
                    standing.inspection().inspectionId(),
                    standing.inspection().publishedOn(),
                    standing.superseded(),
                    run.since(),
                    run.inspections());
        }
    }

    /**
     * One inspection.
     *
     * @param inspectionId its identity
     * @param revision the highest one known
     * @param framework the rules it was made under; {@code OTHER} for a framework that this software does not know
     * @param startedOn first day of fieldwork
     * @param endedOn last day of fieldwork
     * @param publishedOn the day on which it was published
     * @param grades the grades that it gives, by judgement
     * @param reportUrl the address of its report; null if unknown
     * @param source the document that a feed has read it from; null if it came another way
     * @param frameworkName the framework's name: the source's name for it if it is {@code OTHER}
     * @param outcomes the source's words that count as no grade, by judgement
     */
    public record Report(
            String inspectionId,
            int revision,
            Framework framework,
            LocalDate startedOn,
            LocalDate endedOn,
            LocalDate publishedOn,
            Map<String, Grade> grades,
            @Nullable String reportUrl,
            @Nullable Source source,
            String frameworkName,
            Map<String, String> outcomes) {}

    /**
     * A document that a feed has read.
     *
     * @param url its address
     * @param digest of its bytes, as {@code sha-256=} and hexadecimal digits; null if unknown
     * @param retrievedAt when the bytes came, as 2026-08-20T09:30:00Z; null if unknown
     */
    public record Source(String url, @Nullable String digest, @Nullable String retrievedAt) {
        static Source of(Provenance provenance) {
            Instant retrievedAt = provenance.retrievedAt();
            return new Source(
                    provenance.url(), provenance.digest(), retrievedAt == null ? null : retrievedAt.toString());
        }
    }
}
