package uk.regionalratings.system.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Opens streams of changes and never reads from them. */
final class DeafClient {
    private static final int STREAMS = 20;

    private final List<Socket> open = new ArrayList<>();
    private final URI api;

    DeafClient(URI api) {
        this.api = api;
    }

    void ask() {
        try {
            for (int i = 0; i < STREAMS; i++) {
                Socket socket = new Socket(api.getHost(), api.getPort());
                open.add(socket);
                socket.getOutputStream()
                        .write("GET /v1/changes/stream HTTP/1.1\r\nHost: ratings\r\nLast-Event-ID: 0\r\n\r\n"
                                .getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void leave() {
        try {
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.clear();
    }
}
