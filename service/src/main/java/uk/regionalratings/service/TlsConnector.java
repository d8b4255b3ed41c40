package uk.regionalratings.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Scanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that speaks TLS 1.2 or later, picks up a renewed certificate without a restart, and tells plain-HTTP clients
 * to use https.
 */
final class TlsConnector {
    private static final Logger LOG = LoggerFactory.getLogger(TlsConnector.class);

    /** How often the files are checked; a change counts once two checks agree. */
    private static final int LOOK_AGAIN_SECONDS = 2;

    /** A year, as browsers' preload lists require. */
    private static final long STRICT_TRANSPORT_SECONDS = 365L * 24 * 60 * 60;

    private final TlsFiles files;
    private final Runnable plaintextRefused;
    private final SslContextFactory.Server context = new SslContextFactory.Server();

    private TlsConnector(TlsFiles files, Runnable plaintextRefused) throws TlsFiles.UnusableException {
        this.files = files;
        this.plaintextRefused = plaintextRefused;
        context.setKeyStore(files.read());
        context.setKeyStorePassword(TlsFiles.IN_MEMORY);
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    }

    /**
     * A connector that does not listen yet.
     *
     * @param plaintextRefused called for each connection that did not speak TLS
     */
    static ServerConnector of(
            Server server, HttpConfiguration http, ListenAddress address, TlsFiles files, Runnable plaintextRefused) {
        try {
            TlsConnector tls = new TlsConnector(files, plaintextRefused);
            ServerConnector connector = tls.connector(server, new HttpConfiguration(http));
            connector.setHost(address.host());
            connector.setPort(address.port());
            connector.setIdleTimeout(http.getIdleTimeout());
            connector.addBean(tls.watch());
            return connector;
        } catch (TlsFiles.UnusableException e) {
            throw new IllegalStateException("the TLS files changed while the server started: " + e.getMessage(), e);
        }
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        SecureRequestCustomizer secure = new SecureRequestCustomizer();
        // There is only one certificate: probes may connect by address, and the client checks the name.
        secure.setSniHostCheck(false);
        secure.setStsMaxAge(STRICT_TRANSPORT_SECONDS);
        http.addCustomizer(secure);
        HttpConnectionFactory requests = new HttpConnectionFactory(http);
        SslConnectionFactory encrypted = new SslConnectionFactory(context, requests.getProtocol());
        return new ServerConnector(server, new TlsOnly(encrypted), encrypted, requests);
    }

    private Scanner watch() {
        Scanner scanner = new Scanner();
        scanner.addFile(files.certificate());
        scanner.addFile(files.key());
        scanner.setScanInterval(LOOK_AGAIN_SECONDS);
        scanner.setReportExistingFilesOnStartup(false);
        scanner.addListener(new Scanner.BulkListener() {
            @Override
            public void pathsChanged(Map<Path, Scanner.Notification> changed) {
                reload(changed.keySet());
            }
        });
        return scanner;
    }

    /** While certificate and key do not match, as during a renewal, the old pair stays in use. */
    private void reload(Set<Path> changed) {
        try {
            var renewed = files.read();
            context.reload(factory -> factory.setKeyStore(renewed));
            LOG.info("The certificate was reloaded: {}", changed);
        } catch (TlsFiles.UnusableException e) {
            LOG.warn("The certificate is unchanged: {}", e.getMessage());
        } catch (Exception e) {
            LOG.error("The certificate could not be reloaded and is unchanged", e);
        }
    }

    private final class TlsOnly extends DetectorConnectionFactory {
        TlsOnly(SslConnectionFactory encrypted) {
            super(encrypted);
        }

        @Override
        protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer firstBytes) {
            plaintextRefused.run();
            LOG.info("{} did not speak TLS", endPoint.getRemoteSocketAddress());
            endPoint.write(Callback.from(endPoint::close), ByteBuffer.wrap(useTls()));
        }
    }

    private static byte[] useTls() {
        byte[] body = Json.bytes(ProblemDetails.ofStatus(
                HttpStatus.BAD_REQUEST_400,
                HttpStatus.getMessage(HttpStatus.BAD_REQUEST_400),
                "this port speaks TLS only: use https://",
                null));
        String head = String.format(
                Locale.ROOT,
                "HTTP/1.1 400 Bad Request\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n",
                ProblemDetails.CONTENT_TYPE,
                body.length);
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
