package uk.regionalratings.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * The result of a launcher command run in this JVM.
 *
 * @param exitCode 0 on success
 * @param output its standard output
 * @param errors its standard error
 */
public record CommandRun(int exitCode, String output, String errors) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs {@code ./ratings} with these arguments. */
    public static CommandRun of(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine commandLine = RatingsCli.commandLine(arguments)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true));
        int exitCode = commandLine.execute(arguments);
        return new CommandRun(exitCode, output.toString(), errors.toString());
    }

    /** Its standard error without the lines that say how far the topology is behind, which a busy machine adds. */
    public String problems() {
        return errors.lines().filter(line -> !line.startsWith("waiting for ")).collect(Collectors.joining("\n"));
    }

    /** The output of {@code alerts status --json} for each subscription of an alerts file. */
    public static Map<String, JsonNode> alertsStatus(Path alertsFile) {
        CommandRun run = of("alerts", "status", "--json", "--config", alertsFile.toString());
        if (run.exitCode != 0) {
            throw new AssertionError("alerts status ended with " + run.exitCode + ": " + run.errors);
        }
        try {
            Map<String, JsonNode> all = new LinkedHashMap<>();
            JSON.readTree(run.output)
                    .forEach(one -> all.put(one.required("subscription").asText(), one));
            return all;
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + run.output, e);
        }
    }

    /** The number of changes in a subscription's status that ended in {@code outcome}. */
    public static long ended(JsonNode status, String outcome) {
        return status.required("tally").required("outcomes").path(outcome).asLong();
    }

    /** The number of changes in a subscription's status that ended in any way. */
    public static long ended(JsonNode status) {
        long sum = 0;
        for (JsonNode outcome : status.required("tally").required("outcomes")) {
            sum += outcome.asLong();
        }
        return sum;
    }
}
