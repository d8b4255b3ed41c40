package uk.regionalratings.ingest.feed.document;

import java.util.stream.Collectors;
import uk.regionalratings.vocabulary.Inspection;

/** The substance of a report as a short text: two reports of one inspection differ exactly if these texts do. */
final class ReportContent {
    private ReportContent() {}

    /**
     * Framework, fieldwork and grades. It excludes the day of publication, the address and the words of a grade,
     * since a report that is uploaded again changes these without saying anything new.
     */
    static String of(Inspection inspection) {
        return inspection.framework() + " " + inspection.startedOn() + " " + inspection.endedOn()
                + inspection.grades().entrySet().stream()
                        .map(grade -> " " + grade.getKey().id() + "="
                                + grade.getValue().grade())
                        .collect(Collectors.joining());
    }
}
