package uk.regionalratings.streams;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/**
 * A history as rows of files, for a recount, and as the software has it.
 *
 * @param authorities rows of authorities.csv
 * @param inspections rows of inspections.csv
 */
public record HistoryRows(List<Map<String, String>> authorities, List<Map<String, String>> inspections) {
    /** The bundled history, which can be added to. */
    public static HistoryRows bundled() {
        return new HistoryRows(
                new ArrayList<>(Recount.rows("authorities.csv")), new ArrayList<>(Recount.rows("inspections.csv")));
    }

    /** Adds an authority; days and successors may be empty. */
    public HistoryRows withAuthority(
            String authorityId, String region, String establishedOn, String abolishedOn, String successorIds) {
        Map<String, String> row = new HashMap<>(Map.of(
                "authority_id",
                authorityId,
                "gss_code",
                "",
                "ofsted_urn",
                "",
                "service_provider",
                "",
                "region",
                region));
        row.putAll(Map.of(
                "name",
                "Authority " + authorityId,
                "slug",
                "authority-" + authorityId,
                "established_on",
                establishedOn));
        row.putAll(Map.of("abolished_on", abolishedOn, "successor_ids", successorIds));
        authorities.add(row);
        return this;
    }

    /** Changes when an authority ends, and who follows it. */
    public HistoryRows abolished(String authorityId, String abolishedOn, String successorIds) {
        authorities.stream()
                .filter(row -> row.get("authority_id").equals(authorityId))
                .forEach(row -> row.putAll(Map.of("abolished_on", abolishedOn, "successor_ids", successorIds)));
        return this;
    }

    /** Adds an inspection. {@code grades} are written as {@code overall_effectiveness=GOOD in_care=GOOD}. */
    public HistoryRows withInspection(String authorityId, String framework, String publishedOn, String grades) {
        Map<String, String> row = new HashMap<>();
        Recount.JUDGEMENTS.forEach(judgement -> row.put(judgement, ""));
        row.put("authority_id", authorityId);
        row.put("inspection_id", authorityId + "-" + publishedOn);
        row.put("framework", framework);
        String fieldwork = LocalDate.parse(publishedOn).minusDays(40).toString();
        row.putAll(
                Map.of("started_on", fieldwork, "ended_on", fieldwork, "published_on", publishedOn, "report_url", ""));
        for (String grade : grades.split(" ", -1)) {
            row.put(grade.split("=", 2)[0], grade.split("=", 2)[1]);
        }
        inspections.add(row);
        return this;
    }

    /** A recount of these rows. */
    public Recount recount() {
        return new Recount(authorities, inspections, Recount.rows("areas.csv"));
    }

    /** A view of all of it. */
    public RatingsView view() {
        RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());
        Map<String, List<Inspection>> byAuthority = new HashMap<>();
        inspections().forEach(row -> byAuthority
                .computeIfAbsent(row.get("authority_id"), any -> new ArrayList<>())
                .add(inspection(row)));
        for (Map<String, String> row : authorities) {
            Authority authority = authority(row);
            view.update(new AuthorityHistory(
                    authority.authorityId(),
                    new Registration(authority, 1),
                    byAuthority.getOrDefault(authority.authorityId(), List.of())));
        }
        return view;
    }

    /** The authority of a row. */
    public static Authority authority(Map<String, String> row) {
        String successors = row.get("successor_ids");
        return new Authority(
                row.get("authority_id"),
                text(row, "gss_code"),
                text(row, "ofsted_urn"),
                row.get("name"),
                row.get("slug"),
                row.get("region"),
                day(row, "established_on"),
                day(row, "abolished_on"),
                successors.isEmpty() ? List.of() : Arrays.asList(successors.split(";", -1)),
                text(row, "service_provider"),
                null);
    }

    /** The inspection of a row. */
    public static Inspection inspection(Map<String, String> row) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            String grade = row.getOrDefault(judgement.id(), "");
            if (!grade.isEmpty()) {
                grades.put(judgement, GradeGiven.of(Grade.valueOf(grade)));
            }
        }
        return InspectionBuilder.inspection(row.get("inspection_id"))
                .authority(row.get("authority_id"))
                .framework(Framework.valueOf(row.get("framework")))
                .fieldwork(LocalDate.parse(row.get("started_on")), LocalDate.parse(row.get("ended_on")))
                .publishedOn(LocalDate.parse(row.get("published_on")))
                .grades(grades)
                .reportUrl(text(row, "report_url"))
                .build();
    }

    private static @Nullable String text(Map<String, String> row, String column) {
        return row.get(column).isEmpty() ? null : row.get(column);
    }

    private static @Nullable LocalDate day(Map<String, String> row, String column) {
        return row.get(column).isEmpty() ? null : LocalDate.parse(row.get(column));
    }
}
