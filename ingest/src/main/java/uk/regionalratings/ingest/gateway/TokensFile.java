package uk.regionalratings.ingest.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tokens file that may change at any time. It is looked at again before a request once it is half a second old; what it then says
 * holds at once. While it can't be read nobody is let in: a token that may have been revoked must not pass.
 */
final class TokensFile {
    private static final Logger LOG = LoggerFactory.getLogger(TokensFile.class);

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    private final Path file;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private @Nullable Version version;
    private Tokens tokens = Tokens.none();
    private @Nullable String problem;

    private record Version(Object modified, long size, Object identity) {}

    TokensFile(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        look();
    }

    /** What the file says now. */
    synchronized Tokens tokens() {
        if (nanoTime.getAsLong() - lookedAt >= LOOK_AGAIN_NANOS) {
            look();
        }
        return tokens;
    }

    /** Why nobody is let in; empty when the file can be read. */
    synchronized Optional<String> problem() {
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
                version = now;
            }
            problem = null;
        } catch (IOException | UncheckedIOException e) {
            if (problem == null) {
                LOG.error("The tokens file {} can't be read; nobody is let in", file, e);
            }
            problem = "the tokens file can't be read";
            tokens = Tokens.none();
            version = null;
        }
    }

    private void read() throws IOException {
        tokens = Tokens.parse(Files.readAllLines(file));
        LOG.info("{} tokens in {}", tokens.size(), file);
        tokens.problems().forEach(line -> LOG.error("{}: {}", file, line));
    }
}
