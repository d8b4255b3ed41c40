package uk.regionalratings.ingest.feed;

import java.util.stream.Collectors;
import uk.regionalratings.vocabulary.Inspection;

/** What a report says of its inspection, in short: two reports of one inspection differ exactly when this differs. */
final class ReportContent {
    private ReportContent() {}

    /**
     * Framework, fieldwork and grades. The day of publication, the address and the words of a grade are not part of it: a report that is put on
     * the site anew changes them and says the same.
     */
    static String of(Inspection inspection) {
        return inspection.framework() + " " + inspection.startedOn() + " " + inspection.endedOn()
                + inspection.grades().entrySet().stream()
                        .map(grade -> " " + grade.getKey().id() + "="
                                + grade.getValue().grade())
                        .collect(Collectors.joining());
    }
}
