package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the first and last day of a query. */
final class PeriodOptions {
    @Option(names = "--from", paramLabel = "DATE", description = "First day.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day.")
    private @Nullable String to;

    Question addTo(Question question) {
        return question.with("from", from).with("to", to);
    }
}
