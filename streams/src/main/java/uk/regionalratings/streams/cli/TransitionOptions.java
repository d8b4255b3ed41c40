package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a question about transitions compares. */
final class TransitionOptions {
    @Option(
            names = "--between",
            paramLabel = "WHAT",
            description = "last_two inspections of each authority, first_and_last, or days. Default: days with --from,"
                    + " otherwise last_two.")
    private @Nullable String between;

    @Option(names = "--from", paramLabel = "DATE", description = "The earlier one of two days.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "The later one. Default: today.")
    private @Nullable String to;

    Question addTo(Question question) {
        return question.with("between", between).with("from", from).with("to", to);
    }
}
