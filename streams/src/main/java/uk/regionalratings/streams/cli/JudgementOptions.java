package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which judgement of which frameworks a question looks at. */
final class JudgementOptions {
    @Option(
            names = "--judgement",
            paramLabel = "JUDGEMENT",
            description = "overall_effectiveness (the default), impact_of_leaders, help_and_protection, in_care,"
                    + " care_leavers, in_care_and_care_leavers or adoption.")
    private @Nullable String judgement;

    @Option(names = "--framework", paramLabel = "FAMILY", description = "ilacs, sif or any. Default: any.")
    private @Nullable String framework;

    Question addTo(Question question) {
        return question.with("judgement", judgement).with("framework", framework);
    }
}
