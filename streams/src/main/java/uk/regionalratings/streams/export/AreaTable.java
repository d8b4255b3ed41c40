package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** The counts of every listed area on a day. */
final class AreaTable {
    static final Layout<Line> LAYOUT = new Layout<>(
            "areas",
            "Counts by area",
            "How many authorities of an area stand at each grade on the day asked for, by family of frameworks and"
                    + " judgement. The grades and notRated add up to authorities.",
            columns(),
            List.of("area", "framework", "judgement"));

    private AreaTable() {}

    /** The counts of one area by one judgement. */
    record Line(LocalDate asOf, Area area, Family family, Judgement judgement, Counts counts) {
        @Nullable
        Double shareGoodOrOutstanding() {
            int rated = counts.rated();
            return rated == 0 ? null : (double) (counts.of(Grade.OUTSTANDING) + counts.of(Grade.GOOD)) / rated;
        }
    }

    static Table of(Snapshot snapshot) {
        List<Line> lines = new ArrayList<>();
        for (Area area : snapshot.areas()) {
            for (Family family : Family.values()) {
                for (Judgement judgement : Judgement.values()) {
                    Counts counts = snapshot.state().counts(area.areaId(), family, judgement, snapshot.asOf());
                    lines.add(new Line(snapshot.asOf(), area, family, judgement, counts));
                }
            }
        }
        return LAYOUT.table(lines);
    }

    private static List<Column<Line>> columns() {
        List<Column<Line>> columns = new ArrayList<>(List.of(
                Column.date("asOf", "The day asked for.", Line::asOf),
                Column.identity("area", "The area.", line -> line.area().areaId()),
                Column.text("name", "Its name.", line -> line.area().name()),
                Column.oneOf(
                        "kind",
                        "What it is.",
                        Arrays.stream(Area.Kind.values()).map(AreaTable::id).toList(),
                        line -> id(line.area().kind())),
                Column.identity("gssCode", "Its code of the statistics office.", line -> line.area()
                        .gssCode()),
                Column.oneOf(
                        "framework",
                        "The family of frameworks whose inspections are looked at.",
                        Arrays.stream(Family.values()).map(Family::id).toList(),
                        line -> line.family().id()),
                Column.oneOf("judgement", "The judgement.", Judgement.ids(), line -> line.judgement()
                        .id())));
        for (Grade grade : Grade.values()) {
            columns.add(Column.number(
                    grade.name(), "Authorities that stand at " + grade.label() + ".", line -> line.counts()
                            .of(grade)));
        }
        columns.add(Column.number(
                "superseded",
                "How many of the standing grades are superseded: a later inspection did not make the judgement.",
                line -> line.counts().superseded()));
        columns.add(Column.number("notRated", "Authorities without a standing grade.", line -> line.counts()
                .notRated()));
        columns.add(Column.number("authorities", "All authorities that exist on the day.", line -> line.counts()
                .authorities()));
        columns.add(Column.fraction(
                "share_goodOrOutstanding",
                "Fraction of the rated authorities that stand at Good or Outstanding; blank where none is rated.",
                Line::shareGoodOrOutstanding));
        return columns;
    }

    private static String id(Area.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
