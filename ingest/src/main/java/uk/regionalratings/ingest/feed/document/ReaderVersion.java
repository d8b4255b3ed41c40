package uk.regionalratings.ingest.feed.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.text.Sha256;

/**
 * Identifies the version of the report reader by a digest of the program that contains it, so that the next version
 * reads again what this one rejected. No version number has to be maintained.
 */
public final class ReaderVersion {
    private static final int SHOWN_BYTES = 8;

    private ReaderVersion() {}

    /** The version of the reader in this process. */
    public static String current() {
        try {
            return of(Path.of(InspectionReports.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The version of a jar, or of a folder with the same content. */
    static String of(Path program) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (Stream<Path> found = Files.walk(program)) {
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                digest.update(file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    }
}
