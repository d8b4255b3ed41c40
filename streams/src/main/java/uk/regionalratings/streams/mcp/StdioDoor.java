package uk.regionalratings.streams.mcp;

import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import uk.regionalratings.service.StopSignal;

/**
 * Standard input and output, for an assistant that starts this program. It ends when the assistant closes the input.
 */
final class StdioDoor {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final RatingsMcp ratings;

    StdioDoor(RatingsMcp ratings) {
        this.ratings = ratings;
    }

    /**
     * Serves until the input ends or the process is asked to stop.
     *
     * @param in the protocol's requests
     * @param out receives only the protocol's answers
     */
    void serve(InputStream in, OutputStream out, StopSignal stop) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        McpSyncServer server =
                ratings.over(new StdioServerTransportProvider(ratings.json(), new Watched(in, ended), out));
        while (ended.getCount() > 0 && !stop.await(BETWEEN_LOOKS)) {
            // Waits for the first of both.
        }
        server.close();
    }

    /** An input that reports its end. */
    private static final class Watched extends FilterInputStream {
        private final CountDownLatch ended;

        Watched(InputStream in, CountDownLatch ended) {
            super(in);
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            return watch(super.read());
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return watch(super.read(bytes, from, length));
        }

        private int watch(int read) {
            if (read < 0) {
                ended.countDown();
            }
            return read;
        }
    }
}
