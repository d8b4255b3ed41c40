package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for queries about a day. */
final class CriteriaOptions {
    @Mixin
    private JudgementOptions judgement = new JudgementOptions();

    @Option(names = "--as-of", paramLabel = "DATE", description = "Published by this day. Default: today.")
    private @Nullable String asOf;

    @Option(
            names = "--inspected-by",
            paramLabel = "DATE",
            description = "Leave out what was inspected later, as Ofsted's official statistics do.")
    private @Nullable String inspectedBy;

    Question addTo(Question question) {
        return judgement.addTo(question).with("asOf", asOf).with("inspectedBy", inspectedBy);
    }
}
