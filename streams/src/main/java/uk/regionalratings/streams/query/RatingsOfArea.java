package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * How the authorities of an area are rated. The counts and {@code notRated} add up to {@code authorities}.
 *
 * @param area the area's identity
 * @param judgement identity of the judgement
 * @param framework identity of the family of frameworks
 * @param asOf what was published by this day is counted, for the authorities that exist on it
 * @param inspectedBy only inspections whose fieldwork ended by this day are counted; null when it does not matter
 * @param counts authorities by standing grade, every grade of the scale, best first
 * @param superseded how many of the standing grades are superseded
 * @param notRated authorities without a standing grade
 * @param authorities all authorities
 * @param shares each grade's fraction (0 to 1) of the rated authorities, and that of the two upper ones together as
 *     {@code goodOrOutstanding}; null when none is rated
 */
public record RatingsOfArea(
        String area,
        String judgement,
        String framework,
        LocalDate asOf,
        @Nullable LocalDate inspectedBy,
        Map<Grade, Integer> counts,
        int superseded,
        int notRated,
        int authorities,
        @Nullable Map<String, Double> shares) {}
