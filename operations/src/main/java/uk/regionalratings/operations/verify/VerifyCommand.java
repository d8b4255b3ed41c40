package uk.regionalratings.operations.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.regionalratings.operations.cluster.ClusterCommand;
import uk.regionalratings.service.Json;
import uk.regionalratings.streams.app.StreamsSettings;

/** {@code ./ratings verify}: checks whether everything published follows from the facts. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Recounts everything from the facts and compares it with every table that is published.",
            "Reads only. Needs memory for the current state of the facts, not for the number of records.",
            "While the topology is behind, it says every ten seconds how far."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing differs",
            "1:something differs, or it could not be compared",
            "2:wrong usage or invalid settings"
        })
public final class VerifyCommand extends ClusterCommand {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the topology may take to catch up with the facts; default 60.")
    private long timeout;

    @Option(names = "--json", description = "The outcome as one JSON object.")
    private boolean json;

    @Override
    protected int run(StreamsSettings settings) {
        try (Verification verification = new Verification(settings, this::say)) {
            VerifyReport report = verification.run(Duration.ofSeconds(timeout));
            out().print(json ? new String(Json.bytes(report), StandardCharsets.UTF_8) + "\n" : report.text());
            out().flush();
            return report.ok() ? DONE : FAILED;
        }
    }

    private void say(String line) {
        err().println(line);
        err().flush();
    }
}
