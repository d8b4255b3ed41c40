package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select a judgement and the frameworks. */
final class JudgementOptions {
    @Option(
            names = "--judgement",
            paramLabel = "JUDGEMENT",
            description = "overall_effectiveness, impact_of_leaders, help_and_protection, in_care, care_leavers,"
                    + " in_care_and_care_leavers, adoption; profile for the four that inspections make since April 2026 side"
                    + " by side; all for any judgement. Default: the leading judgements of inspections of the day; for a timeline"
                    + " overall_effectiveness.")
    private @Nullable String judgement;

    @Option(names = "--framework", paramLabel = "FAMILY", description = "ilacs, sif or any. Default: any.")
    private @Nullable String framework;

    Question addTo(Question question) {
        return question.with("judgement", judgement).with("framework", framework);
    }
}
