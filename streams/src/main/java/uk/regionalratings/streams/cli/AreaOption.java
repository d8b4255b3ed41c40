package uk.regionalratings.streams.cli;

import picocli.CommandLine.Option;

/** The area of a question. */
final class AreaOption {
    @Option(
            names = "--area",
            defaultValue = "england",
            paramLabel = "AREA",
            description = "As 'query areas' lists them, or made on the spot: type:county, neighbours:sunderland,"
                    + " list:leeds,sunderland. Default: ${DEFAULT-VALUE}.")
    private String area = "england";

    Question question(String about) {
        return Question.of("/v1/areas/" + Question.encoded(area) + "/" + about);
    }
}
