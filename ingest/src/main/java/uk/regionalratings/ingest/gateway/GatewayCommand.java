package uk.regionalratings.ingest.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.regionalratings.ingest.gateway.admission.Tokens;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.service.PortUnavailableException;
import uk.regionalratings.service.StopSignal;
import uk.regionalratings.settings.InvalidSettingsException;

/** {@code ./ratings gateway}: accepts inspections over HTTP until it is asked to stop. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Accepts inspections from upstream feeds over HTTP until Ctrl-C or a termination signal. It answers the"
                        + " requests in progress before it stops.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped on request, with all work done", "1:failed", "2:wrong usage or invalid settings"})
public final class GatewayCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, as a Java properties file.")
    private @Nullable Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the gateway; 0 for a free one.")
    private @Nullable String port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of health and metrics; 0 for a free one.")
    private @Nullable String managementPort;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "The tokens of permitted feeds: see ./ratings gateway token --help.")
    private @Nullable String tokens;

    public GatewayCommand() {
        this(System.getenv(), Clock.systemUTC());
    }

    GatewayCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** {@code ./ratings gateway token NAME} */
    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description =
                    "Creates a random token for a feed and prints it once, with the line for the tokens file. The file"
                            + " contains only a hash. A feed may have two tokens while it changes from one to the other; removing"
                            + " a line revokes its token at once.")
    int token(
            @Parameters(paramLabel = "NAME", description = "The feed: lower case letters, digits, '.', '_', '-'.")
                    String name) {
        if (!Tokens.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a feed's name has 1 to 50 lower case letters, digits, '.', '_' or '-' and begins with a letter or"
                            + " digit");
        }
        String token = Tokens.random();
        spec.commandLine().getOut().println("token, for the feed: " + token);
        spec.commandLine().getOut().println("line, for the tokens file: " + Tokens.line(name, token));
        return DONE;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run(GatewaySettings.load(config, environment, options()));
        } catch (InvalidSettingsException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return WRONG_USAGE;
        } catch (IngestException | ReferenceFileException | PortUnavailableException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return FAILED;
        }
    }

    private int run(GatewaySettings settings) throws InterruptedException {
        try (StopSignal stop = StopSignal.install()) {
            try (GatewayProcess process = new GatewayProcess(settings, clock)) {
                process.start();
                spec.commandLine().getOut().println(process.describe());
                spec.commandLine().getOut().flush();
                stop.await();
                process.drain();
            }
            stop.endWith(DONE);
            return DONE;
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        put(options, GatewaySettings.HTTP_PORT, port);
        put(options, GatewaySettings.MANAGEMENT_PORT, managementPort);
        put(options, GatewaySettings.TOKENS_FILE, tokens);
        return options;
    }

    private static void put(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }
}
