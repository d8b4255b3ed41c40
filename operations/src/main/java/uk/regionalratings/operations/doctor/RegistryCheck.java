package uk.regionalratings.operations.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegisteredSchemas;
import uk.regionalratings.topics.RegistryClients;

/** Checks whether the registry answers and has this version's schemas, and whether its clock agrees with ours. */
final class RegistryCheck {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** The time in its header has whole seconds, and the answer takes a moment. */
    static final long CLOCKS_APART_SECONDS = 5;

    private RegistryCheck() {}

    static List<Finding> run(Settings settings, Clock clock) {
        String url = settings.text(Settings.SCHEMA_REGISTRY_URL);
        String check = "registry " + withoutSecrets(url);
        List<Finding> findings = new ArrayList<>();
        try {
            RegisteredSchemas.states(new ContractSerdes(RegistryClients.open(settings)))
                    .forEach((subject, state) -> findings.add(finding(subject, state)));
            findings.add(0, Finding.ok(check, "it answers"));
        } catch (IOException e) {
            findings.add(Finding.fail(
                    check,
                    "it can't be reached: " + e.getMessage(),
                    "Start it, or correct schema.registry.url and its credentials"));
            return findings;
        }
        findings.add(clocks(settings, clock));
        return findings;
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("//[^@/]*@", "//");
    }

    static Finding finding(String subject, RegisteredSchemas.State state) {
        String check = "schema " + subject;
        return switch (state) {
            case REGISTERED -> Finding.ok(check, "registered");
            case MISSING -> Finding.fail(check, "this version's schema is not registered", "Run ./ratings setup");
            case INCOMPATIBLE ->
                Finding.fail(
                        check,
                        "the registered schema is not compatible with this version",
                        "Another version or another program uses this registry: run the version that belongs to it, or give"
                                + " the pipeline a registry of its own");
        };
    }

    private static Finding clocks(Settings settings, Clock clock) {
        try {
            HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(ANSWER);
            SSLContext tls = RegistryClients.tls(settings);
            if (tls != null) {
                client.sslContext(tls);
            }
            URI subjects = URI.create(settings.text(Settings.SCHEMA_REGISTRY_URL) + "/subjects");
            // Even a refusal contains the time.
            HttpResponse<Void> answer = client.build()
                    .send(
                            HttpRequest.newBuilder(subjects).timeout(ANSWER).build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.headers()
                    .firstValue("date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .map(theirs -> clocks(theirs, clock.instant()))
                    .orElse(Finding.warn("clock", "the registry does not report its time", ""));
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            return Finding.warn("clock", "it could not be compared with the registry's: " + e.getMessage(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.warn("clock", "interrupted", "");
        }
    }

    static Finding clocks(Instant theirs, Instant ours) {
        long apart = Math.abs(Duration.between(theirs, ours).toSeconds());
        return apart <= CLOCKS_APART_SECONDS
                ? Finding.ok("clock", "agrees with the registry's")
                : Finding.warn(
                        "clock",
                        "it is " + apart + " s from the registry's",
                        "Set both by NTP: publications of today are rejected while the clock is of yesterday");
    }
}
