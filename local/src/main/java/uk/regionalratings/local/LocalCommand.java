package uk.regionalratings.local;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.service.StopSignal;

/** {@code ./ratings local}: a broker and a schema registry, with topics and schemas in place. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description =
                "Runs a broker and a schema registry on this machine, ready for the other commands, until Ctrl-C.")
final class LocalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (StopSignal stop = StopSignal.install();
                LocalStack stack = LocalStack.start(options.asGiven())) {
            ClusterSetup.apply(Pipeline.settings(stack));
            out.println("broker    " + stack.bootstrapServers());
            out.println("registry  " + stack.registryUrl());
            out.println("Ctrl-C ends both.");
            out.flush();
            stop.await();
            return 0;
        }
    }
}
