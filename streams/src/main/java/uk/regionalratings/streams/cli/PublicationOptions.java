package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for a query about the publication of inspections. */
final class PublicationOptions {
    @Option(names = "--framework", paramLabel = "FAMILY", description = "ilacs, sif or any. Default: any.")
    private @Nullable String framework;

    @Option(names = "--as-of", paramLabel = "DATE", description = "Published by this day. Default: today.")
    private @Nullable String asOf;

    @Option(
            names = "--inspected-by",
            paramLabel = "DATE",
            description = "Leave out inspections whose fieldwork ended later.")
    private @Nullable String inspectedBy;

    Question addTo(Question question) {
        return question.with("framework", framework).with("asOf", asOf).with("inspectedBy", inspectedBy);
    }
}
