package uk.regionalratings.local;

import java.util.Map;
import java.util.Set;
import uk.regionalratings.settings.Settings;

/** The settings of one of our stacks. */
final class Pipeline {
    private Pipeline() {}

    /** Settings that contain only the addresses of a stack. */
    static Settings settings(LocalStack stack) {
        return Settings.load(Settings.common(), Set.of(), null, Map.of(), addresses(stack));
    }

    /** The addresses of a stack as settings. */
    static Map<String, String> addresses(LocalStack stack) {
        return Map.of(
                Settings.BOOTSTRAP_SERVERS,
                stack.bootstrapServers(),
                Settings.SCHEMA_REGISTRY_URL,
                stack.registryUrl());
    }
}
