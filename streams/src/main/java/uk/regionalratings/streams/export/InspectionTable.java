package uk.regionalratings.streams.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Every graded full inspection, with a column for each judgement. */
final class InspectionTable {
    private static final Comparator<Line> NEWEST_FIRST =
            Comparator.comparing(Line::inspection, Inspection.ORDER).reversed();

    static final Layout<Line> LAYOUT = new Layout<>(
            "inspections",
            "Inspections",
            "A graded full inspection in its latest revision, published by the day asked for; withdrawn ones are left"
                    + " out.",
            columns(),
            List.of("inspectionId", "authorityId"));

    private InspectionTable() {}

    /** An inspection and its authority. */
    record Line(Authority authority, Inspection inspection) {
        static Stream<Line> of(AuthorityHistory history, Snapshot snapshot) {
            Authority authority = history.authority().orElseThrow();
            return history.counted().stream()
                    .filter(snapshot::isPublished)
                    .filter(inspection -> snapshot.places().contain(inspection.publishedOn(), authority))
                    .map(inspection -> new Line(authority, inspection));
        }
    }

    static Table of(Snapshot snapshot) {
        return LAYOUT.table(snapshot.authorities().stream()
                .flatMap(history -> Line.of(history, snapshot))
                .sorted(NEWEST_FIRST)
                .toList());
    }

    private static List<Column<Line>> columns() {
        List<Column<Line>> columns = new ArrayList<>(List.of(
                Column.identity("inspectionId", "The inspection.", line -> line.inspection()
                        .inspectionId()),
                Column.identity(
                        "authorityId",
                        "The authority's DfE code, or a provisional identity from 001 to 099.",
                        line -> line.authority().authorityId()),
                Column.text("authority", "Its name.", line -> line.authority().name()),
                Column.identity("gssCode", "Its code of the statistics office, as of today.", line -> line.authority()
                        .gssCode()),
                Column.identity("ofstedUrn", "Ofsted's number for it.", line -> line.authority()
                        .ofstedUrn()),
                Column.text("region", "The region that it lies in.", line -> line.authority()
                        .region()),
                Column.constant("framework", "The rules of the inspection.", Framework.class, line -> line.inspection()
                        .framework()),
                Column.date("startedOn", "First day of fieldwork.", line -> line.inspection()
                        .startedOn()),
                Column.date("endedOn", "Last day of fieldwork.", line -> line.inspection()
                        .endedOn()),
                Column.date("publishedOn", "The day on which the report was published.", line -> line.inspection()
                        .publishedOn())));
        for (Judgement judgement : Judgement.values()) {
            columns.add(Column.constant(
                    judgement.id(),
                    "The grade for " + judgement.label() + "; blank where the inspection does not make this judgement.",
                    Grade.class,
                    line -> line.inspection().grade(judgement).orElse(null)));
        }
        columns.add(Column.number("revision", "1 at first, higher for each correction.", line -> line.inspection()
                .revision()));
        columns.add(Column.text(
                "reportUrl", "Where the report is.", line -> line.inspection().reportUrl()));
        columns.add(Column.text(
                "frameworkName",
                "The framework's name: that of the source where framework is OTHER.",
                line -> line.inspection().frameworkName()));
        columns.add(Column.text(
                "outcomes",
                "Words that count as no grade, as judgement: words; blank for most.",
                line -> outcomes(line.inspection().outcomes())));
        return columns;
    }

    private static @Nullable String outcomes(Map<String, String> outcomes) {
        return outcomes.isEmpty()
                ? null
                : outcomes.entrySet().stream()
                        .map(one -> one.getKey() + ": " + one.getValue())
                        .collect(Collectors.joining("; "));
    }
}
