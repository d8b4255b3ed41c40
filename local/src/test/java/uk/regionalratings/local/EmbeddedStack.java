package uk.regionalratings.local;

import java.nio.file.Path;

/** The stack that {@code ./ratings local} runs. */
record EmbeddedStack(LocalStack stack) implements TestStack {
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
