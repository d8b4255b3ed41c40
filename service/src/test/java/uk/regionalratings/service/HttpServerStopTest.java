package uk.regionalratings.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that stops while its clients keep their connections open. */
class HttpServerStopTest {
    private static final Duration STOP = Duration.ofSeconds(60);

    /** The client has its answer, but the server has not finished with the request when the stop begins. */
    @Test
    @Timeout(30)
    void closesAConnectionWhoseRequestEndsDuringTheStop() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        HttpLimits limits =
                new HttpLimits(8, 100, Duration.ofSeconds(5), Duration.ofSeconds(20), STOP, Duration.ofMillis(50));
        HttpServer server = new HttpServer(
                "of-the-test",
                "there is /",
                limits,
                routes -> routes.get("/", context -> {
                    context.res().setContentLength(2);
                    context.res().getOutputStream().write("ok".getBytes(StandardCharsets.US_ASCII));
                    context.res().flushBuffer();
                    stopping.await();
                }));
        server.start(ListenAddress.loopback(0));
        int port = server.port();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            readAnswer(client);

            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
            Awaitility.await().until(() -> refuses(port));
            stopping.countDown();

            stop.join();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void readAnswer(Socket client) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\nok")) {
            answer.append((char) client.getInputStream().read());
        }
    }

    private static boolean refuses(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
