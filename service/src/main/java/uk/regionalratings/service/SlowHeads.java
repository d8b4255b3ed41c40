package uk.regionalratings.service;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngineResult;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request line and headers, or whose TLS handshake, take too long to arrive. Jetty's idle
 * timeout restarts at each byte, so a client that sends one now and then could hold its connection for hours, and a
 * few thousand such clients would block the server.
 */
final class SlowHeads extends AbstractLifeCycle {
    private static final long LOOK_MILLIS = 500;

    private final Server server;
    private final long mostNanos;
    private final Runnable refused;
    private final Scheduler scheduler = new ScheduledExecutorScheduler("slow-heads", true);

    /**
     * Watches the connections of a server.
     *
     * @param most the longest time that a head may take
     * @param refused called for each connection that is closed
     */
    SlowHeads(Server server, Duration most, Runnable refused) {
        this.server = server;
        this.mostNanos = most.toNanos();
        this.refused = refused;
    }

    @Override
    protected void doStart() throws Exception {
        scheduler.start();
        lookLater();
    }

    @Override
    protected void doStop() throws Exception {
        scheduler.stop();
    }

    private void lookLater() {
        scheduler.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (Connector connector : server.getConnectors()) {
            connector.getConnectedEndPoints().forEach(this::closeIfSlow);
        }
        if (isRunning()) {
            lookLater();
        }
    }

    private void closeIfSlow(EndPoint endPoint) {
        if (isSlow(endPoint.getConnection())) {
            refused.run();
            endPoint.close();
        }
    }

    private boolean isSlow(Connection connection) {
        if (connection instanceof HttpConnection http) {
            return hasSlowHead(http);
        }
        if (connection instanceof SslConnection tls
                && tls.getSslEndPoint().getConnection() instanceof HttpConnection http) {
            return hasSlowHead(http) || (isShakingHands(tls, http) && isOld(tls));
        }
        // The connection's protocol is not known yet.
        return connection != null && isOld(connection);
    }

    private boolean hasSlowHead(HttpConnection http) {
        HttpParser parser = http.getParser();
        return parser.inHeaderState() && !parser.isStart() && NanoTime.since(parser.getBeginNanoTime()) > mostNanos;
    }

    private static boolean isShakingHands(SslConnection tls, HttpConnection http) {
        return http.getMessagesIn() == 0
                && tls.getSSLEngine().getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    private boolean isOld(Connection connection) {
        return System.currentTimeMillis() - connection.getCreatedTimeStamp() > TimeUnit.NANOSECONDS.toMillis(mostNanos);
    }
}
