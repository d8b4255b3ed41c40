package uk.regionalratings.ingest.report;

import static uk.regionalratings.ingest.report.UnclearReportException.unclear;
import static uk.regionalratings.vocabulary.Judgement.ADOPTION;
import static uk.regionalratings.vocabulary.Judgement.CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.HELP_AND_PROTECTION;
import static uk.regionalratings.vocabulary.Judgement.IMPACT_OF_LEADERS;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE_AND_CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.OVERALL_EFFECTIVENESS;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * All grades of a report, after comparing every statement that it makes about them.
 *
 * @param framework as shown by title and rows
 * @param grades by judgement, including "Not judged"
 * @param statements how often the report repeats each grade outside its table
 * @param place the headline's name for the authority; null if it gives none
 */
record ReportGrades(
        Framework framework,
        Map<Judgement, GradeFound> grades,
        Map<Judgement, Integer> statements,
        @Nullable String place) {

    /** The rows of the tables of grades; the SIF gives the overall grade in its headline. */
    static final Set<Judgement> SIF_ROWS =
            Set.of(HELP_AND_PROTECTION, IN_CARE, ADOPTION, CARE_LEAVERS, IMPACT_OF_LEADERS);

    static final Set<Judgement> ILACS_COMBINED =
            Set.of(OVERALL_EFFECTIVENESS, IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE_AND_CARE_LEAVERS);

    static final Set<Judgement> ILACS_SEPARATE =
            Set.of(OVERALL_EFFECTIVENESS, IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS);

    static final Set<Judgement> ILACS_WITHOUT_OVERALL =
            Set.of(IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS);

    /** The three key judgements, each of which limits the overall grade. */
    private static final List<Judgement> SIF_KEY = List.of(HELP_AND_PROTECTION, IN_CARE, IMPACT_OF_LEADERS);

    /** The date of the reform: a table without overall effectiveness for earlier fieldwork has lost its last row. */
    private static final LocalDate WITHOUT_OVERALL_SINCE = LocalDate.of(2026, 4, 1);

    /**
     * Reads the grades of a report.
     *
     * @param report all of its lines
     * @param from index of the first line below the dates of inspection
     * @throws UnclearReportException if the grades can't be read with certainty, or the report contradicts itself
     */
    static ReportGrades read(ReportLines report, int from, ReportTitle.Kind kind, ReportDates.Fieldwork fieldwork)
            throws UnclearReportException {
        Labels labels = kind.labels();
        List<String> lines = report.all();
        Headline headline = kind == ReportTitle.Kind.ILACS ? null : headline(report.frontLines(), from);
        int below = headline == null ? from : headline.grade().lastLine() + 1;
        JudgementTable table = JudgementTable.find(report.frontLines(), below, report.secondPage(), labels);
        Map<Judgement, GradeFound> grades = new EnumMap<>(table.grades());
        Framework framework = framework(kind, grades, fieldwork);
        if (headline != null) {
            grades.put(OVERALL_EFFECTIVENESS, headline.grade());
            checkLimit(grades);
        }
        checkSpread(grades);
        new TableEdges(report).check(below, table);
        Map<Judgement, Integer> statements = checkStatements(lines, table.end(), labels, grades);
        checkHeadlines(lines, table.end(), grades, statements);
        return new ReportGrades(framework, grades, statements, headline == null ? null : headline.place());
    }

    private static Headline headline(List<String> front, int from) throws UnclearReportException {
        for (int i = from; i < front.size(); i++) {
            Headline headline = Headline.at(front, i);
            if (headline != null) {
                return headline;
            }
        }
        throw unclear(
                OVERALL_EFFECTIVENESS.id(),
                "there is no sentence such as \"Children's services in … are good\" above the table of grades");
    }

    private static Framework framework(
            ReportTitle.Kind kind, Map<Judgement, GradeFound> grades, ReportDates.Fieldwork fieldwork)
            throws UnclearReportException {
        Set<Judgement> rows = grades.keySet();
        if (kind != ReportTitle.Kind.ILACS && rows.equals(SIF_ROWS)) {
            return kind == ReportTitle.Kind.SIF ? Framework.SIF : Framework.SIF_REINSPECTION;
        }
        if (kind == ReportTitle.Kind.ILACS && (rows.equals(ILACS_COMBINED) || rows.equals(ILACS_SEPARATE))) {
            return Framework.ILACS;
        }
        if (kind == ReportTitle.Kind.ILACS && rows.equals(ILACS_WITHOUT_OVERALL)) {
            if (fieldwork.startedOn().isBefore(WITHOUT_OVERALL_SINCE)) {
                throw unclear(
                        OVERALL_EFFECTIVENESS.id(),
                        "the table of grades has no overall effectiveness, which all inspections before "
                                + WITHOUT_OVERALL_SINCE + " have; this one began on " + fieldwork.startedOn());
            }
            return Framework.ILACS_2026;
        }
        throw unclear("", "the rows of the table of grades match no framework: found " + ids(rows));
    }

    private static List<String> ids(Set<Judgement> rows) {
        return rows.stream().map(Judgement::id).toList();
    }

    /** The SIF's own rule: overall is inadequate exactly if one of the three key judgements is. */
    private static void checkLimit(Map<Judgement, GradeFound> grades) throws UnclearReportException {
        boolean limited = SIF_KEY.stream().anyMatch(key -> isInadequate(grades.get(key)));
        if (limited != isInadequate(grades.get(OVERALL_EFFECTIVENESS))) {
            throw unclear(
                    OVERALL_EFFECTIVENESS.id(),
                    "overall must be inadequate exactly if one of the three key judgements is: found " + words(grades));
        }
    }

    private static boolean isInadequate(@Nullable GradeFound found) {
        return found != null && found.grade() == Grade.INADEQUATE;
    }

    /** No report has ever graded the whole better than every part, or worse than every part. */
    private static void checkSpread(Map<Judgement, GradeFound> grades) throws UnclearReportException {
        GradeFound overall = grades.get(OVERALL_EFFECTIVENESS);
        if (overall == null) {
            return;
        }
        Grade whole = overall.grade();
        List<Grade> parts = grades.entrySet().stream()
                .filter(entry -> entry.getKey() != OVERALL_EFFECTIVENESS && entry.getKey() != ADOPTION)
                .flatMap(entry -> Stream.ofNullable(entry.getValue().grade()))
                .toList();
        if (whole == null
                || parts.isEmpty()
                || whole.compareTo(Collections.min(parts)) < 0
                || whole.compareTo(Collections.max(parts)) > 0) {
            throw unclear(
                    OVERALL_EFFECTIVENESS.id(),
                    "the overall grade is better or worse than every other grade: found " + words(grades));
        }
    }

    private static Map<Judgement, Integer> checkStatements(
            List<String> lines, int from, Labels labels, Map<Judgement, GradeFound> grades)
            throws UnclearReportException {
        Map<Judgement, Integer> counts = new EnumMap<>(Judgement.class);
        for (Statements.Statement statement : Statements.find(lines, from, labels)) {
            GradeFound inTable = grades.get(statement.judgement());
            if (inTable == null || !inTable.agreesWith(statement.grade())) {
                throw unclear(
                        statement.judgement().id(),
                        "the table of grades says "
                                + (inTable == null ? "nothing about it" : Words.quoted(inTable.words()))
                                + ", further on the report says "
                                + Words.quoted(NormalisedLines.joined(
                                        lines, statement.start(), statement.end() - statement.start())));
            }
            counts.merge(statement.judgement(), 1, Integer::sum);
        }
        return counts;
    }

    /** Checks the sentences below the table that rate the services as a whole. */
    private static void checkHeadlines(
            List<String> lines, int from, Map<Judgement, GradeFound> grades, Map<Judgement, Integer> counts)
            throws UnclearReportException {
        GradeFound overall = grades.get(OVERALL_EFFECTIVENESS);
        for (int i = from; overall != null && i < lines.size(); i++) {
            Headline again = Headline.at(lines, i);
            if (again != null && !overall.agreesWith(again.grade())) {
                throw unclear(
                        OVERALL_EFFECTIVENESS.id(),
                        "the report gives " + Words.quoted(overall.words()) + " at its beginning, and further on "
                                + Words.quoted(NormalisedLines.joined(lines, i, 2)));
            }
            if (again != null) {
                counts.merge(OVERALL_EFFECTIVENESS, 1, Integer::sum);
            }
        }
    }

    private static String words(Map<Judgement, GradeFound> grades) {
        StringBuilder words = new StringBuilder();
        grades.forEach((judgement, found) -> words.append(words.length() == 0 ? "" : ", ")
                .append(judgement.id())
                .append(" ")
                .append(Words.quoted(found.words())));
        return words.toString();
    }
}
