package uk.regionalratings.system.kit;

import java.nio.file.Path;
import uk.regionalratings.local.LocalStack;

/** The stack that {@code ./ratings local} runs. */
public record EmbeddedStack(LocalStack stack) implements TestStack {
    @Override
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return stack.registryUrl();
    }

    @Override
    public Path dataDirectory() {
        return stack.dataDirectory();
    }

    @Override
    public void close() {
        stack.close();
    }
}
