package uk.regionalratings.ingest.source;

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
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Authority;

/**
 * A source of inspections.
 *
 * @param name its name in messages and in the origin headers of rejected records
 * @param content opens it
 * @param publishedOn the day on which a report PDF was published, as given by its sender; null if unknown. Other
 *     sources contain their own dates and ignore it
 * @param authority the authority of a report PDF, as given by its sender: the report must not name another, and may use
 *     a name for it that is otherwise unknown; null if unknown
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

    /** A source that states its own publication date, or has it in its name. */
    public IngestSource(String name, Content content) {
        this(name, content, null, null);
    }

    /** The same source, a report published on {@code day}; null if the report or its name states the day. */
    public IngestSource publishedOn(@Nullable LocalDate day) {
        return new IngestSource(name, content, day, authority);
    }

    /** The same source, a report about {@code whose}; null if the report states the authority. */
    public IngestSource about(@Nullable Authority whose) {
        return new IngestSource(name, content, publishedOn, whose);
    }

    /** A file or pipe under the name that the user gave; {@code -} is the standard input. */
    public static IngestSource file(Path file) {
        return new IngestSource(file.toString(), () -> open(file));
    }

    private static InputStream open(Path file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return standardInput();
        }
        // The other kind of stream asks for the position in the file, which a pipe does not have.
        return isPipe(file) ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
    }

    private static boolean isPipe(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** Whether a file can be read without consuming it or waiting, unlike the standard input and pipes. */
    public static boolean canBeReadTwice(Path file) {
        return !file.equals(STANDARD_INPUT) && !isPipe(file);
    }

    /** The standard input belongs to the process, so the reader must not close it. */
    private static InputStream standardInput() {
        return new FilterInputStream(System.in) {
            @Override
            public void close() {
                // Not closed.
            }
        };
    }

    /** The bundled real history. */
    public static IngestSource sampleHistory() {
        return new IngestSource("sample-history/" + ReferenceFiles.SAMPLE_HISTORY, ReferenceFiles::sampleHistory);
    }

    /**
     * The source attribute of its CloudEvents: the name without folders, so that moving a file does not change events.
     */
    public String eventSource() {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return "/ingest/" + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
