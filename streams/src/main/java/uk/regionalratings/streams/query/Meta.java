package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the words and numbers in answers mean, for programs and for people who read an answer without its documentation.
 *
 * @param areas the areas that have counts, by identity and name
 * @param judgements the judgements that inspections make
 * @param frameworks oldest first
 * @param grades best first
 * @param dates the dates that a question can name, and what each of them decides
 * @param units the units of the numbers in answers
 * @param source the publisher of the facts
 * @param sourceUrl the publisher's address
 * @param licence the licence of the facts
 * @param licenceUrl its text
 */
public record Meta(
        List<Named> areas,
        List<JudgementMeaning> judgements,
        List<FrameworkMeaning> frameworks,
        List<GradeMeaning> grades,
        List<Meaning> dates,
        List<Meaning> units,
        String source,
        String sourceUrl,
        String licence,
        String licenceUrl) {
    /** An identity and its name. */
    public record Named(String id, String name) {}

    /** A word of the API and what it means. */
    public record Meaning(String id, String meaning) {}

    /**
     * A judgement.
     *
     * @param id as the API writes it
     * @param name as a page prints it
     * @param frameworks whose inspections can make it
     * @param current whether inspections of today can make it
     */
    public record JudgementMeaning(String id, String name, List<String> frameworks, boolean current) {}

    /**
     * A framework.
     *
     * @param id as the API writes it
     * @param family which a question names to count its inspections
     * @param since first day on which an inspection under it could begin
     * @param judgements that it makes
     * @param leading those of them that sum up an inspection
     * @param name as a page prints it
     * @param scale its words, best first
     * @param countsAs the grade that each word counts as; empty for a scale that can't be compared with others
     */
    public record FrameworkMeaning(
            String id,
            String family,
            @Nullable LocalDate since,
            List<String> judgements,
            List<String> leading,
            String name,
            List<String> scale,
            List<String> countsAs) {}

    /**
     * A grade.
     *
     * @param id as the API writes it
     * @param name as a page prints it
     * @param rank 1 for the best; the difference of two ranks is the number of steps between them
     * @param upper whether {@code goodOrOutstanding} includes it
     */
    public record GradeMeaning(String id, String name, int rank, boolean upper) {}
}
