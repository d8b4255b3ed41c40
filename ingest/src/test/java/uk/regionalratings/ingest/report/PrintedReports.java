package uk.regionalratings.ingest.report;

import static uk.regionalratings.vocabulary.Grade.GOOD;
import static uk.regionalratings.vocabulary.Grade.INADEQUATE;
import static uk.regionalratings.vocabulary.Grade.OUTSTANDING;
import static uk.regionalratings.vocabulary.Grade.REQUIRES_IMPROVEMENT;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Invented reports about Sunderland as PDFs. */
public final class PrintedReports {
    private PrintedReports() {}

    /** Fieldwork from 27 to 31 January 2025, without a publication date. */
    public static byte[] ilacs() {
        return print(
                Framework.ILACS,
                Map.of(
                        Judgement.OVERALL_EFFECTIVENESS, GOOD,
                        Judgement.IMPACT_OF_LEADERS, OUTSTANDING,
                        Judgement.HELP_AND_PROTECTION, GOOD,
                        Judgement.IN_CARE, REQUIRES_IMPROVEMENT,
                        Judgement.CARE_LEAVERS, GOOD));
    }

    /** Fieldwork from 8 to 19 June 2026, without a publication date. */
    public static byte[] ilacs2026() {
        return print(
                Framework.ILACS_2026,
                Map.of(
                        Judgement.IMPACT_OF_LEADERS, INADEQUATE,
                        Judgement.HELP_AND_PROTECTION, GOOD,
                        Judgement.IN_CARE, REQUIRES_IMPROVEMENT,
                        Judgement.CARE_LEAVERS, GOOD));
    }

    /** Fieldwork from 11 May to 4 June 2015, published on 20 July 2015. */
    public static byte[] sif() {
        return print(
                Framework.SIF,
                Map.of(
                        Judgement.OVERALL_EFFECTIVENESS, REQUIRES_IMPROVEMENT,
                        Judgement.IMPACT_OF_LEADERS, REQUIRES_IMPROVEMENT,
                        Judgement.HELP_AND_PROTECTION, GOOD,
                        Judgement.IN_CARE, REQUIRES_IMPROVEMENT,
                        Judgement.CARE_LEAVERS, GOOD,
                        Judgement.ADOPTION, INADEQUATE));
    }

    /** The layouts that reports have had. */
    public static final List<String> LAYOUTS = List.of("SIF", "SIF_REINSPECTION", "combined", "ILACS", "ILACS_2026");

    /**
     * A report with its own table.
     *
     * @param layout one of {@link #LAYOUTS}
     * @param place where to add a row: top, middle or bottom; anything else adds none
     * @param missing the index of the layout's row to leave out; negative for none
     */
    public static byte[] withTable(String layout, String label, String grade, String place, int missing) {
        SampleReport report = sample(layout, SampleReport.USUAL);
        if (missing >= 0) {
            removeRow(report, missing);
        }
        if (List.of("top", "middle", "bottom").contains(place)) {
            addRow(report, label, grade, place, SampleReport.USUAL);
        }
        return SamplePdf.of(report);
    }

    /** The file name of such a report, which states its publication date. */
    public static String name(String layout) {
        return sample(layout, SampleReport.USUAL).name().replace("folder/", "");
    }

    /** The publication date of such a report. */
    public static String publishedOn(String layout) {
        return switch (layout) {
            case "combined" -> "2021-08-20";
            case "ILACS" -> "2025-03-11";
            case "ILACS_2026" -> "2026-08-03";
            default -> "2015-07-20";
        };
    }

    /** The grades of such a report if its table is complete. */
    public static Map<String, Grade> truth(String layout) {
        return sample(layout, SampleReport.USUAL).truth();
    }

    static SampleReport sample(String layout, SampleReport.Wrapping wrapping) {
        Map<Judgement, Grade> grades = new EnumMap<>(Judgement.class);
        SampleReport.rows(layout).forEach(judgement -> grades.put(judgement, GOOD));
        grades.put(Judgement.HELP_AND_PROTECTION, REQUIRES_IMPROVEMENT);
        if (SampleReport.framework(layout) != Framework.ILACS_2026) {
            grades.put(Judgement.OVERALL_EFFECTIVENESS, REQUIRES_IMPROVEMENT);
        }
        return SampleReport.of(layout, grades, wrapping);
    }

    /** Adds a row at the top, middle or bottom of the table, below any header. */
    static void addRow(SampleReport report, String label, String grade, String place, SampleReport.Wrapping wrapping) {
        List<Integer> rows = rows(report);
        int at =
                switch (place) {
                    case "top" -> rows.get(0);
                    case "middle" -> rows.get(rows.size() / 2);
                    default -> rows.get(rows.size() - 1) + 1;
                };
        List<String> right = grade.isEmpty() ? List.of() : SampleReport.wrapped(grade, wrapping.right());
        report.parts.add(
                at,
                new SampleReport.Part(
                        SampleReport.Kind.TABLE,
                        SampleReport.wrapped(label, wrapping.left()),
                        right,
                        wrapping.centred()));
    }

    static void removeRow(SampleReport report, int row) {
        report.parts.remove(rows(report).get(row).intValue());
    }

    /** The indexes of the table's rows among the parts. */
    private static List<Integer> rows(SampleReport report) {
        return IntStream.range(0, report.parts.size())
                .filter(i -> report.parts.get(i).kind() == SampleReport.Kind.TABLE
                        && !report.parts.get(i).right().isEmpty())
                .boxed()
                .toList();
    }

    /**
     * The report of this inspection, in its layout.
     *
     * @param name the report's name for the authority
     */
    public static byte[] of(Inspection inspection, String name) {
        Framework framework = inspection.framework();
        boolean sif = framework == Framework.SIF || framework == Framework.SIF_REINSPECTION;
        boolean combined = inspection.makes(Judgement.IN_CARE_AND_CARE_LEAVERS);
        Map<Judgement, Grade> grades = new EnumMap<>(Judgement.class);
        inspection.grades().forEach((judgement, given) -> grades.put(judgement, given.grade()));
        SampleReport report = SampleReport.of(framework, combined, grades, SampleReport.USUAL, name);
        String fieldwork = "Inspection dates: " + day(inspection.startedOn()) + " to " + day(inspection.endedOn());
        report.parts.replaceAll(part -> part.kind() != SampleReport.Kind.DATES
                ? part
                : sif
                        ? SampleReport.Part.of(
                                SampleReport.Kind.DATES,
                                fieldwork,
                                "Report published: " + day(inspection.publishedOn()))
                        : SampleReport.Part.of(SampleReport.Kind.DATES, fieldwork));
        return SamplePdf.of(report);
    }

    /** A document with these lines. */
    public static byte[] lines(List<String> lines) {
        return SamplePdf.ofLines(lines);
    }

    private static String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).format(day);
    }

    private static byte[] print(Framework framework, Map<Judgement, Grade> grades) {
        return SamplePdf.of(SampleReport.of(framework, false, grades, SampleReport.USUAL, "Sunderland City Council"));
    }
}
