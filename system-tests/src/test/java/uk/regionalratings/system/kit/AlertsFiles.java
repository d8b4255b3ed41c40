package uk.regionalratings.system.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.alerts.subscription.AlertsFile;

/** Alerts files for a test's stack. */
public final class AlertsFiles {
    /** The file with the secret of all webhooks, relative to the alerts file. */
    public static final String SECRET = "hook.secret";

    private AlertsFiles() {}

    /**
     * Writes an alerts file, and the secret next to it.
     *
     * @param subscriptions the content of {@code subscriptions:}, indented
     * @param furtherSettings settings in addition to the addresses, as {@code key: value}
     */
    public static Path write(Path directory, TestStack stack, String subscriptions, String... furtherSettings) {
        return write(directory, stack.addresses(), subscriptions, furtherSettings);
    }

    /** As above, for other addresses than the stack's. */
    public static Path write(
            Path directory, Map<String, String> addresses, String subscriptions, String... furtherSettings) {
        StringBuilder text = new StringBuilder("settings:\n  management.port: 0\n");
        addresses.forEach((key, value) ->
                text.append("  ").append(key).append(": ").append(value).append('\n'));
        for (String setting : furtherSettings) {
            text.append("  ").append(setting).append('\n');
        }
        text.append("subscriptions:\n").append(subscriptions);
        try {
            Files.writeString(directory.resolve(SECRET), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
            return Files.writeString(directory.resolve("alerts.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an alerts file that does not depend on its environment. */
    public static AlertsFile read(Path file, HostNames names) {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return AlertsFile.read(file, new AlertsFile.Context(Map.of(), Map.of(), nowhere, names));
    }
}
