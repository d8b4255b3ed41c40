package uk.regionalratings.ingest.report;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A PDF's bytes, which can be read only until time is up. All parsing reads through here, so that no loop over
 * damaged parts goes on for long.
 */
final class GuardedBytes extends RandomAccessReadBuffer {
    /** Checking the time is not free; this many reads take under a millisecond. */
    private static final int READS_BETWEEN_CHECKS = 1 << 12;

    private final Guard guard;
    private int reads;

    GuardedBytes(byte[] bytes, Guard guard) {
        super(bytes);
        this.guard = guard;
    }

    @Override
    public int read() throws IOException {
        checkNowAndThen();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        checkNowAndThen();
        return super.read(bytes, offset, length);
    }

    @Override
    public void seek(long position) throws IOException {
        checkNowAndThen();
        super.seek(position);
    }

    private void checkNowAndThen() throws IOException {
        if (++reads % READS_BETWEEN_CHECKS == 0) {
            guard.check();
        }
    }
}
