package uk.regionalratings.streams.http;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.Meta;
import uk.regionalratings.streams.query.VersionNews;

/** The tables of answers about the data itself. */
final class MetaTables {
    private MetaTables() {}

    /** The meaning of each word. */
    static CsvTable of(Meta meta) {
        CsvTable table = new CsvTable(List.of("kind", "id", "meaning"));
        meta.areas().forEach(area -> table.row(cells("area", area.id(), area.name())));
        meta.judgements().forEach(judgement -> table.row(cells("judgement", judgement.id(), judgement.name())));
        meta.frameworks()
                .forEach(framework -> table.row(cells(
                        "framework",
                        framework.id(),
                        framework.name() + ": " + String.join(" > ", framework.scale()) + "; family "
                                + framework.family() + ", since " + framework.since())));
        meta.grades().forEach(grade -> table.row(cells("grade", grade.id(), grade.name())));
        meta.dates().forEach(date -> table.row(cells("date", date.id(), date.meaning())));
        meta.units().forEach(unit -> table.row(cells("unit", unit.id(), unit.meaning())));
        table.row(cells("source", meta.source(), meta.sourceUrl()));
        return table.row(cells("licence", meta.licence(), meta.licenceUrl()));
    }

    /** One row for each change. */
    static CsvTable of(VersionNews news) {
        CsvTable table = new CsvTable(List.of(
                "kind",
                "knownAt",
                "what",
                "authorityId",
                "authority",
                "inspectionId",
                "revision",
                "publishedOn",
                "judgement",
                "before",
                "now",
                "words"));
        for (VersionNews.InspectionNews one : news.inspections()) {
            table.row(cells(
                    "inspection",
                    one.knownAt(),
                    one.what(),
                    one.authorityId(),
                    one.authority(),
                    one.inspectionId(),
                    one.revision(),
                    one.publishedOn(),
                    null,
                    null,
                    null,
                    one.words()));
        }
        for (VersionNews.AuthorityNews one : news.authorities()) {
            table.row(cells(
                    "authority",
                    one.knownAt(),
                    one.what(),
                    one.authorityId(),
                    one.authority(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    one.words()));
        }
        for (VersionNews.GradeNews one : news.grades()) {
            table.row(cells(
                    "grade",
                    null,
                    "changed",
                    one.authorityId(),
                    one.authority(),
                    null,
                    null,
                    null,
                    one.judgement(),
                    one.before(),
                    one.now(),
                    one.words()));
        }
        return table;
    }

    private static List<@Nullable Object> cells(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
