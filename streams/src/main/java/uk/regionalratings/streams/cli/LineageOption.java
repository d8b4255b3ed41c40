package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an authority without an inspection of its own counts. */
final class LineageOption {
    @Option(
            names = "--lineage",
            paramLabel = "LINEAGE",
            description =
                    "none: a new authority is not rated before its first inspection. carry: it counts with the grade of"
                            + " its predecessors. Default: none.")
    private @Nullable String lineage;

    Question addTo(Question question) {
        return question.with("lineage", lineage);
    }
}
