package uk.regionalratings.ingest.table;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * Reads the framework from a list's words. If the words are ambiguous, the row's grades and date must agree on one
 * framework; otherwise it has none.
 */
final class ListFrameworks {
    private static final String FIELD = InspectionField.FRAMEWORK.column();

    /** Inspections that began on or after this day make no overall judgement. */
    private static final LocalDate REFORM = Framework.ILACS_2026.since();

    private ListFrameworks() {}

    /**
     * The framework; null if it is uncertain, in which case {@code problems} receives the reason.
     *
     * @param overall whether the row has a grade for overall effectiveness
     * @param started when fieldwork began; null if unknown
     */
    static @Nullable Framework parse(
            String text, boolean overall, @Nullable LocalDate started, List<Problem> problems) {
        Optional<Framework> exact = exact(VisibleText.of(text));
        if (exact.isPresent()) {
            return exact.get();
        }
        return switch (ColumnNames.plain(text)) {
            case "sif", "singleinspection", "singleinspectionframework" -> Framework.SIF;
            case "sifreinspection", "singleinspectionreinspection" -> Framework.SIF_REINSPECTION;
            case "ilacs2026" -> Framework.ILACS_2026;
            case "ilacs",
                    "inspectionoflocalauthoritychildrensservices",
                    "inspectionoflocalauthoritychildrensservicesilacs",
                    "inspectinglocalauthoritychildrensservices",
                    "standard",
                    "short",
                    "standardinspection",
                    "shortinspection",
                    "ilacsstandard",
                    "ilacsshort",
                    "ilacsstandardinspection",
                    // The sector's name for such an inspection.
                    "inspectiondurationlongerthanstandardframework",
                    "ilacsshortinspection" -> ilacs(text, overall, started, problems);
            case "focusedvisit",
                    "ilacsfocusedvisit",
                    "monitoringvisit",
                    "ilacsmonitoringvisit",
                    "jtai",
                    "jointtargetedareainspection" -> notFull(text, problems);
            default -> unknown(text, "does not identify a framework with certainty", problems);
        };
    }

    /** The vocabulary's own words, except "ILACS", which lists use for both of its forms. */
    private static Optional<Framework> exact(String text) {
        return Framework.ofId(text.toUpperCase(Locale.ROOT)).filter(framework -> framework != Framework.ILACS);
    }

    private static @Nullable Framework ilacs(
            String text, boolean overall, @Nullable LocalDate started, List<Problem> problems) {
        if (started == null) {
            return overall
                    ? Framework.ILACS
                    : unknown(text, "can't be distinguished from ILACS_2026 without a start date", problems);
        }
        boolean reformed = !started.isBefore(REFORM);
        if (reformed && overall) {
            return unknown(
                    text,
                    "is ambiguous: the inspection began after the reform of April 2026 but has an overall grade",
                    problems);
        }
        return reformed ? Framework.ILACS_2026 : Framework.ILACS;
    }

    private static @Nullable Framework notFull(String text, List<Problem> problems) {
        problems.add(new Problem(
                RejectionReason.NOT_A_FULL_INSPECTION, FIELD, Quoted.of(text) + " is not a graded full inspection"));
        return null;
    }

    private static @Nullable Framework unknown(String text, String why, List<Problem> problems) {
        problems.add(new Problem(
                RejectionReason.UNKNOWN_FRAMEWORK,
                FIELD,
                Quoted.of(text) + " " + why + ": use SIF, SIF_REINSPECTION, ILACS or ILACS_2026"));
        return null;
    }
}
