package uk.regionalratings.local;

import java.util.Map;
import java.util.Set;
import uk.regionalratings.settings.Settings;

/** A stack of ours, as the settings of whoever works on it. */
final class Pipeline {
    private Pipeline() {}

    /** Settings that name a stack of ours and nothing else. */
    static Settings settings(LocalStack stack) {
        return Settings.load(Settings.common(), Set.of(), null, Map.of(), addresses(stack));
    }

    /** The addresses of a stack of ours, as settings. */
    static Map<String, String> addresses(LocalStack stack) {
        return Map.of(
                Settings.BOOTSTRAP_SERVERS,
                stack.bootstrapServers(),
                Settings.SCHEMA_REGISTRY_URL,
                stack.registryUrl());
    }
}
