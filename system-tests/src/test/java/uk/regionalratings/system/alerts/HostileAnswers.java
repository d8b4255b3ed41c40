package uk.regionalratings.system.alerts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import uk.regionalratings.service.Receiver;

/** Answers that no webhook receiver should give; each ends with the connection. */
final class HostileAnswers {
    private HostileAnswers() {}

    /** One byte per second. */
    static void drip(Receiver.Request request, OutputStream out) throws IOException {
        for (byte one : "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(US_ASCII)) {
            out.write(one);
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        out.close();
    }

    /** The connection ends in the middle of the body. */
    static void breakOff(Receiver.Request request, OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(US_ASCII));
        out.close();
    }

    /** Success, and then an endless body. */
    static void neverEnd(Receiver.Request request, OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
        byte[] noise = new byte[8 * 1024];
        while (true) {
            out.write(noise);
        }
    }
}
