package uk.regionalratings.ingest;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Authority;

/**
 * Where inspections come from.
 *
 * @param name what messages and the origin headers of rejected records call it
 * @param content opens it
 * @param publishedOn the day on which a report PDF was published, from whoever sends it; null if unknown. Data carry
 *     their own dates and do not look at it
 * @param authority whose inspection a report PDF is about, from whoever sends it: the report must not name another, and
 *     may call it by a name that nobody else has; null if unknown
 */
public record IngestSource(
        String name, Content content, @Nullable LocalDate publishedOn, @Nullable Authority authority) {
    private static final Path STANDARD_INPUT = Path.of("-");

    /** Opens a source for one reading. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public IngestSource {
        name = Quoted.clean(name);
    }

    /** A source that says itself when it was published, or has a name that does. */
    public IngestSource(String name, Content content) {
        this(name, content, null, null);
    }

    /** The same source, a report that was published on {@code day}; null to leave that to the report and its name. */
    public IngestSource publishedOn(@Nullable LocalDate day) {
        return new IngestSource(name, content, day, authority);
    }

    /** The same source, a report about {@code whose}; null to leave that to the report. */
    public IngestSource about(@Nullable Authority whose) {
        return new IngestSource(name, content, publishedOn, whose);
    }

    /** A file or pipe, called as the user called it; {@code -} is the standard input. */
    public static IngestSource file(Path file) {
        return new IngestSource(file.toString(), () -> open(file));
    }

    private static InputStream open(Path file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return standardInput();
        }
        // The other stream asks for the position in the file, which a pipe does not have.
        return isPipe(file) ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
    }

    private static boolean isPipe(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** Whether reading a file takes nothing away and waits for nobody, which the standard input and pipes do. */
    static boolean canBeReadTwice(Path file) {
        return !file.equals(STANDARD_INPUT) && !isPipe(file);
    }

    /** It is the process's, not the reader's to close. */
    private static InputStream standardInput() {
        return new FilterInputStream(System.in) {
            @Override
            public void close() {
                // Stays open.
            }
        };
    }

    /** The real history that the software ships. */
    public static IngestSource sampleHistory() {
        return new IngestSource("sample-history/" + ReferenceFiles.SAMPLE_HISTORY, ReferenceFiles::sampleHistory);
    }

    /** The source attribute of its CloudEvents: the name without folders, so that moving a file changes no event. */
    String eventSource() {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return "/ingest/" + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
