package uk.regionalratings.ingest.report;

import static uk.regionalratings.vocabulary.Judgement.ADOPTION;
import static uk.regionalratings.vocabulary.Judgement.CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.HELP_AND_PROTECTION;
import static uk.regionalratings.vocabulary.Judgement.IMPACT_OF_LEADERS;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE_AND_CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.OVERALL_EFFECTIVENESS;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * An invented report in one of Ofsted's layouts, with known content. Its parts can be changed before it is printed,
 * as lines of text or as a PDF.
 */
final class SampleReport {
    /** The role of a part of the report, for tests that change it. */
    enum Kind {
        TITLE,
        DATES,
        HEADLINE,
        TABLE,
        PROSE,
        STATEMENT,
        END_OF_PAGE
    }

    /** Something printed: lines of text, or a row of the table with two columns. */
    record Part(Kind kind, List<String> left, List<String> right, boolean centred) {
        static Part of(Kind kind, String... lines) {
            return new Part(kind, List.of(lines), List.of(), false);
        }
    }

    /** Where a table's columns wrap, in characters, and how the two cells of a row are aligned. */
    record Wrapping(int left, int right, boolean centred) {}

    static final Wrapping USUAL = new Wrapping(42, 40, false);

    private static final Map<Judgement, String> ILACS_NAMES = Map.of(
            IMPACT_OF_LEADERS, "The impact of leaders on social work practice with children and families",
            HELP_AND_PROTECTION, "The experiences and progress of children who need help and protection",
            IN_CARE_AND_CARE_LEAVERS, "The experiences and progress of children in care and care leavers",
            IN_CARE, "The experiences and progress of children in care",
            CARE_LEAVERS, "The experiences and progress of care leavers",
            OVERALL_EFFECTIVENESS, "Overall effectiveness");

    private static final Map<Judgement, String> SIF_NAMES = Map.of(
            HELP_AND_PROTECTION, "Children who need help and protection",
            IN_CARE, "Children looked after and achieving permanence",
            ADOPTION, "Adoption performance",
            CARE_LEAVERS, "Experiences and progress of care leavers",
            IMPACT_OF_LEADERS, "Leadership, management and governance");

    private static final Map<Judgement, String> SIF_NUMBERS = Map.of(
            HELP_AND_PROTECTION, "1.", IN_CARE, "2.", ADOPTION, "2.1", CARE_LEAVERS, "2.2", IMPACT_OF_LEADERS, "3.");

    final Framework framework;
    final Map<Judgement, Grade> grades;
    final List<Judgement> rows;
    final List<Part> parts = new ArrayList<>();

    /** Has one grade per judgement of the layout; {@code rows} in the order of the table. */
    private SampleReport(Framework framework, List<Judgement> rows, Map<Judgement, Grade> grades) {
        this.framework = framework;
        this.rows = rows;
        this.grades = new EnumMap<>(grades);
    }

    static List<Judgement> rows(Framework framework, boolean combined) {
        return switch (framework) {
            case SIF, SIF_REINSPECTION ->
                List.of(HELP_AND_PROTECTION, IN_CARE, ADOPTION, CARE_LEAVERS, IMPACT_OF_LEADERS);
            case ILACS ->
                combined
                        ? List.of(
                                IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE_AND_CARE_LEAVERS, OVERALL_EFFECTIVENESS)
                        : List.of(IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS, OVERALL_EFFECTIVENESS);
            case ILACS_2026 -> List.of(IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS);
            case OTHER -> throw new IllegalArgumentException("has no layout of ours");
        };
    }

    /** The rows of the table in a layout of {@link PrintedReports#LAYOUTS}. */
    static List<Judgement> rows(String layout) {
        return rows(framework(layout), isCombined(layout));
    }

    /** A report on Sunderland in a layout of {@link PrintedReports#LAYOUTS}. */
    static SampleReport of(String layout, Map<Judgement, Grade> grades, Wrapping wrapping) {
        return of(framework(layout), isCombined(layout), grades, wrapping, "Sunderland City Council");
    }

    static Framework framework(String layout) {
        return isCombined(layout) ? Framework.ILACS : Framework.valueOf(layout);
    }

    private static boolean isCombined(String layout) {
        return layout.equals("combined");
    }

    static SampleReport of(
            Framework framework, boolean combined, Map<Judgement, Grade> grades, Wrapping wrapping, String authority) {
        SampleReport report = new SampleReport(framework, rows(framework, combined), grades);
        boolean sif = framework == Framework.SIF || framework == Framework.SIF_REINSPECTION;
        if (sif) {
            report.addSif(wrapping, authority);
        } else {
            report.addIlacs(wrapping, authority);
        }
        return report;
    }

    private void addSif(Wrapping wrapping, String authority) {
        boolean again = framework == Framework.SIF_REINSPECTION;
        add(Kind.TITLE, authority);
        add(
                Kind.TITLE,
                (again ? "Re-inspection" : "Inspection") + " of services for children in need of help and",
                "protection, children looked after and care leavers");
        if (!again) {
            add(Kind.TITLE, "and", "Review of the effectiveness of the Local Safeguarding Children", "Board1");
        }
        add(Kind.DATES, "Inspection date: 11 May 2015 – 4 June 2015", "Report published: 20 July 2015");
        add(Kind.HEADLINE, "Children’s services in " + authority + " " + sentence(overall()));
        add(
                Kind.PROSE,
                "It is Ofsted’s expectation that all children and young people receive",
                "good help, care and protection.");
        for (Judgement judgement : rows) {
            add(judgement, SIF_NUMBERS.get(judgement) + " " + SIF_NAMES.get(judgement), wrapping);
        }
        add(
                Kind.PROSE,
                "1 Ofsted produces this report under its power to combine reports in accordance with section 152 of");
        add(Kind.PROSE, "the Education and Inspections Act 2006.");
        add(Kind.END_OF_PAGE, "1");
        add(
                Kind.PROSE,
                "Executive summary",
                "Since the last inspection the pace of change was slow. Leaders are good at planning.");
        add(Kind.PROSE, "Recommendations", "1. Ensure that practice for care leavers is good or better.");
        for (Judgement judgement : rows) {
            String words = printed(judgement).toLowerCase(Locale.ROOT);
            switch (judgement) {
                case ADOPTION ->
                    add(Kind.STATEMENT, "The graded judgement for adoption performance is that it " + isGrade(words));
                case CARE_LEAVERS ->
                    add(
                            Kind.STATEMENT,
                            "The graded judgement about the experience and progress of care leavers",
                            "is that it " + isGrade(words));
                case IMPACT_OF_LEADERS -> add(Kind.STATEMENT, SIF_NAMES.get(judgement) + " " + words);
                default ->
                    add(
                            Kind.STATEMENT,
                            "Key judgement Judgement grade",
                            "The experiences and progress of "
                                    + SIF_NAMES.get(judgement).toLowerCase(Locale.ROOT),
                            printed(judgement));
            }
            add(
                    Kind.PROSE,
                    "Summary",
                    "12. Most children benefit from stable placements, and progress is good for some.");
        }
        add(Kind.PROSE, "Piccadilly Gate", "© Crown copyright 2015");
    }

    private void addIlacs(Wrapping wrapping, String authority) {
        add(Kind.TITLE, "Inspection of " + authority + " local authority", "children’s services");
        String dates = framework == Framework.ILACS_2026
                ? "8 to 19 June 2026"
                : rows.contains(IN_CARE_AND_CARE_LEAVERS) ? "28 June 2021 to 9 July 2021" : "27 to 31 January 2025";
        add(Kind.DATES, "Inspection dates: " + dates);
        add(Kind.TITLE, "Lead inspector: Neil Penswick, His Majesty’s Inspector");
        add(Kind.TABLE, "Judgement Grade");
        for (Judgement judgement : rows) {
            add(judgement, ILACS_NAMES.get(judgement), wrapping);
        }
        add(Kind.PROSE, "Since the previous inspection in 2018, when the overall effectiveness judgement");
        add(Kind.PROSE, "was ‘requires improvement to be good’, leaders have been good at listening.");
        add(Kind.END_OF_PAGE, "1");
        add(Kind.PROSE, "What needs to improve?1");
        for (Judgement judgement : rows) {
            if (judgement != OVERALL_EFFECTIVENESS) {
                String words = printed(judgement).toLowerCase(Locale.ROOT);
                add(
                        Kind.STATEMENT,
                        wrapped(ILACS_NAMES.get(judgement) + ": " + words, 70).toArray(String[]::new));
                add(
                        Kind.PROSE,
                        "1. Most practice is good, and outstanding for some children in care and",
                        "care leavers.");
            }
        }
        add(Kind.PROSE, "Piccadilly Gate", "© Crown copyright 2020", "Page 9 of 12, published 1 January 2019");
    }

    private void add(Kind kind, String... lines) {
        parts.add(Part.of(kind, lines));
    }

    private void add(Judgement judgement, String name, Wrapping wrapping) {
        parts.add(new Part(
                Kind.TABLE,
                wrapped(name, wrapping.left()),
                wrapped(printed(judgement), wrapping.right()),
                wrapping.centred()));
    }

    private String printed(Judgement judgement) {
        Grade grade = grades.get(judgement);
        return grade == null ? "Not judged" : words(grade);
    }

    Grade overall() {
        return grades.get(OVERALL_EFFECTIVENESS);
    }

    /** The expected result: grades by the identity of their judgement. */
    Map<String, Grade> truth() {
        Map<String, Grade> truth = new HashMap<>();
        grades.forEach((judgement, grade) -> truth.put(judgement.id(), grade));
        return truth;
    }

    /** The grades of an understood reading in the same form. */
    static Map<String, Grade> gradesOf(ReportReading.Understood understood) {
        Map<String, Grade> grades = new HashMap<>();
        for (String judgement : Judgement.ids()) {
            String words = understood.fields().get(judgement);
            if (words != null) {
                boolean improvement = words.toLowerCase(Locale.ROOT).contains("improvement");
                grades.put(
                        judgement,
                        improvement ? Grade.REQUIRES_IMPROVEMENT : Grade.valueOf(words.toUpperCase(Locale.ROOT)));
            }
        }
        return grades;
    }

    static String words(Grade grade) {
        return grade == Grade.REQUIRES_IMPROVEMENT ? "Requires improvement to be good" : grade.label();
    }

    static String sentence(Grade grade) {
        return grade == Grade.REQUIRES_IMPROVEMENT
                ? "require improvement to be good"
                : "are " + grade.label().toLowerCase(Locale.ROOT);
    }

    private static String isGrade(String words) {
        return words.startsWith("requires") ? words : "is " + words;
    }

    /** Breaks text between words into lines of at most {@code width} characters, where possible. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The report as the PDF library would return it: everything at the same height is one line. */
    List<List<String>> pages() {
        List<List<String>> pages = new ArrayList<>();
        pages.add(new ArrayList<>());
        for (Part part : parts) {
            pages.get(pages.size() - 1).addAll(linesOf(part));
            if (part.kind() == Kind.END_OF_PAGE) {
                pages.add(new ArrayList<>());
            }
        }
        return pages;
    }

    /** A file name that dates the report if the report has no publication date. */
    String name() {
        String date =
                switch (framework) {
                    case ILACS_2026 -> "3 august 2026";
                    case ILACS -> rows.contains(CARE_LEAVERS) ? "11 march 2025" : "20 august 2021";
                    default -> "a";
                };
        return "folder/children's services inspection - " + date + ".pdf";
    }

    static List<String> linesOf(Part part) {
        Map<Integer, String> byHeight = new java.util.TreeMap<>();
        place(part.left(), offset(part, part.left()), byHeight);
        place(part.right(), offset(part, part.right()), byHeight);
        return List.copyOf(byHeight.values());
    }

    /** In half lines: a cell of one line is level with the gap between the two lines of the other. */
    static int offset(Part part, List<String> cell) {
        int most = Math.max(part.left().size(), part.right().size());
        return part.centred() ? most - cell.size() : 0;
    }

    private static void place(List<String> cell, int offset, Map<Integer, String> byHeight) {
        for (int i = 0; i < cell.size(); i++) {
            byHeight.merge(offset + 2 * i, cell.get(i), (left, right) -> left + " " + right);
        }
    }
}
