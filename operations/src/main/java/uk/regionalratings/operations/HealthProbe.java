package uk.regionalratings.operations;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Requests a health address once and exits with 0 if the answer is healthy, otherwise with 1. Serves as a container's
 * health check in images that have no HTTP client. Uses only the JDK, because it starts every few seconds and must be
 * small.
 */
public final class HealthProbe {
    private static final int WELL = 0;
    /** Container engines reserve all other codes. */
    private static final int UNWELL = 1;
    /** Well below the engine's time-out, so that the probe can report the reason before it is killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Engines keep only the end of a check's output; a reason is one line. */
    private static final int LONGEST_REASON_BYTES = 500;

    private HealthProbe() {}

    /** Arguments: the address and, for https, an optional PEM file with the certificates to trust. */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || arguments.length > 2) {
            System.out.println("usage: HealthProbe URL [CERTIFICATES]");
            System.exit(UNWELL);
        }
        Optional<String> problem =
                problem(URI.create(arguments[0]), arguments.length == 2 ? Path.of(arguments[1]) : null);
        problem.ifPresent(System.out::println);
        System.exit(problem.isEmpty() ? WELL : UNWELL);
    }

    /**
     * The problem found; empty if the address answers 2xx.
     *
     * @param trusted certificates to trust instead of the public ones; null to trust the public ones
     */
    static Optional<String> problem(URI address, @Nullable Path trusted) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            if (trusted != null && connection instanceof HttpsURLConnection secured) {
                secured.setSSLSocketFactory(trusting(trusted).getSocketFactory());
            }
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of(status + " " + reason(connection));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of(e.toString());
        }
    }

    private static String reason(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getErrorStream()) {
            return body == null ? "" : new String(body.readNBytes(LONGEST_REASON_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry(String.valueOf(number++), certificate);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
