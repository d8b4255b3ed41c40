package uk.regionalratings.ingest.gateway.admission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tokens file that may change at any time. Before a request it is checked again if the last check was half a second
 * ago; changes apply at once. While the file can't be read, nobody is admitted, since a token may have been revoked.
 */
public final class TokensFile {
    private static final Logger LOG = LoggerFactory.getLogger(TokensFile.class);

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    /** The resolution of the coarsest file system clock. */
    private static final long SETTLING_MILLIS = 2_000;

    private final Path file;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private @Nullable Version version;
    private @Nullable List<String> lines;
    private Tokens tokens = Tokens.none();
    private @Nullable String problem;

    private record Version(Object modified, long size, Object identity) {}

    public TokensFile(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        look();
    }

    /** The current tokens. */
    public synchronized Tokens tokens() {
        if (nanoTime.getAsLong() - lookedAt >= LOOK_AGAIN_NANOS) {
            look();
        }
        return tokens;
    }

    /** Why nobody is admitted; empty if the file can be read. */
    public synchronized Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void look() {
        lookedAt = nanoTime.getAsLong();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Version now =
                    new Version(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
            if (!now.equals(version)) {
                read();
                version = isSettled(attributes) ? now : null;
            }
            problem = null;
        } catch (IOException | UncheckedIOException e) {
            if (problem == null) {
                LOG.error("The tokens file {} can't be read; nobody is admitted", file, e);
            }
            problem = "the tokens file can't be read";
            tokens = Tokens.none();
            lines = null;
            version = null;
        }
    }

    /** A second change within the same tick of the file system's clock would go unnoticed. */
    private static boolean isSettled(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toMillis() < System.currentTimeMillis() - SETTLING_MILLIS;
    }

    private void read() throws IOException {
        List<String> now = Files.readAllLines(file);
        if (!now.equals(lines)) {
            lines = now;
            tokens = Tokens.parse(now);
            LOG.info("{} tokens in {}", tokens.size(), file);
            tokens.problems().forEach(line -> LOG.error("{}: {}", file, line));
        }
    }
}
