package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for a query about grades between two days. */
final class GradesOverTimeOptions {
    @Option(
            names = "--inspected-by",
            paramLabel = "DATE",
            description = "Leave out inspections whose fieldwork ended later.")
    private @Nullable String inspectedBy;

    @Option(
            names = "--ever-graded",
            paramLabel = "GRADE",
            description = "Only authorities that had this grade on some day.")
    private @Nullable String everGraded;

    @Option(
            names = "--weights",
            paramLabel = "NUMBERS",
            description = "Points for a day with each grade, best first. Default: 4,3,2,1.")
    private @Nullable String weights;

    @Option(names = "--sort", paramLabel = "ORDER", description = "name, best_first or worst_first. Default: name.")
    private @Nullable String sort;

    Question addTo(Question question) {
        return question.with("inspectedBy", inspectedBy)
                .with("everGraded", everGraded)
                .with("weights", weights)
                .with("sort", sort);
    }
}
