package uk.regionalratings.streams.mcp;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.PortUnavailableException;
import uk.regionalratings.service.StopSignal;
import uk.regionalratings.streams.cli.ApiServer;

/** {@code ./ratings mcp}: the questions of the query API as tools for an assistant, read-only. */
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets an assistant ask a running query API, by the Model Context Protocol: over standard input and"
                        + " output, for an assistant that starts this command, or with --port over HTTP. Read-only.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the assistant has gone, or stopped on request", "1:failed", "2:wrong usage"},
        footer = {"", "For example, in an assistant's settings:", "  command: ratings, arguments: mcp --server URL"})
public final class McpCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiServer server = new ApiServer();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Serve streamable HTTP at http://HOST:PORT" + HttpDoor.PATH + "; 0 for a free port.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = ListenAddress.LOOPBACK,
            description = "Address to listen on, with --port. Default: ${DEFAULT-VALUE}, this machine only. Another one"
                    + " requires --token-file.")
    private String host = ListenAddress.LOOPBACK;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:RATINGS_MCP_TOKEN_FILE}",
            description = "With --port: a file with the token that clients send as Authorization: Bearer; also"
                    + " RATINGS_MCP_TOKEN_FILE.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "With --port: a web page that may ask, such as https://assistant.council.example; several"
                    + " with one option each. Pages of this machine may.")
    private List<String> origins = List.of();

    @Override
    public Integer call() throws InterruptedException {
        try {
            server.open();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        RatingsMcp ratings = new RatingsMcp(server);
        Integer asked = port;
        if (asked == null) {
            overStdio(ratings);
            return DONE;
        }
        return overHttp(spec, ratings, asked);
    }

    /** Anything else on standard output would break the protocol, so it goes to standard error. */
    private static void overStdio(RatingsMcp ratings) throws InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err);
        try (StopSignal stop = StopSignal.install()) {
            new StdioDoor(ratings).serve(System.in, out, stop);
            stop.endWith(DONE);
        } finally {
            System.setOut(out);
        }
    }

    private int overHttp(CommandSpec command, RatingsMcp ratings, int asked) throws InterruptedException {
        boolean loopback = isLoopback(command);
        String token = token(command);
        if (!loopback && token == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "--host: " + host + " can be reached from other machines: give --token-file, or leave --host out");
        }
        HttpGuard guard = new HttpGuard(new HashSet<>(origins), loopback, token);
        try (StopSignal stop = StopSignal.install();
                HttpDoor door = new HttpDoor(ratings, guard)) {
            ListenAddress address = new ListenAddress(host, asked, null);
            door.start(address);
            command.commandLine()
                    .getOut()
                    .println("MCP on " + address.url(door.port()) + HttpDoor.PATH + ", asks " + server.url());
            command.commandLine().getOut().flush();
            stop.await();
            stop.endWith(DONE);
            return DONE;
        } catch (PortUnavailableException e) {
            command.commandLine().getErr().println(e.getMessage());
            return FAILED;
        }
    }

    private boolean isLoopback(CommandSpec command) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ParameterException(
                    command.commandLine(), "--host: " + host + " is not an address of this machine", e);
        }
    }

    private @Nullable String token(CommandSpec command) {
        Path file = tokenFile;
        if (file == null) {
            return null;
        }
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new ParameterException(command.commandLine(), "--token-file: " + file + " is empty");
            }
            return token;
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(), "--token-file: " + file + " can't be read (" + e + ")", e);
        }
    }
}
