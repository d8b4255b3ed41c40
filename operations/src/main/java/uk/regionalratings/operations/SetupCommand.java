package uk.regionalratings.operations;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.TopicCreation;

/** {@code ./ratings setup}: creates the topics and registers the schemas. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description = "Creates the topics and registers the schemas that a cluster lacks. Safe to repeat.")
final class SetupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, as a Java properties file.")
    private @Nullable Path config;

    @Override
    public Integer call() {
        try {
            Settings settings =
                    Settings.load(TopicCreation.define(Settings.common()), Set.of(), config, System.getenv(), Map.of());
            ClusterSetup.apply(settings, settings.number(TopicCreation.REPLICATION_FACTOR));
            spec.commandLine()
                    .getOut()
                    .println("topics and schemas are in place on " + settings.text(Settings.BOOTSTRAP_SERVERS));
            return 0;
        } catch (InvalidSettingsException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
