package uk.regionalratings.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.ReferenceFiles;

/**
 * Where inspections come from.
 *
 * @param name what messages and the origin headers of rejected records call it
 * @param content opens it
 * @param publishedOn the day on which a report PDF was published, from whoever sends it; null when not known. Data carry their
 *     own dates and do not look at it
 */
public record IngestSource(String name, Content content, @Nullable LocalDate publishedOn) {
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
        this(name, content, null);
    }

    /** The same source, a report that was published on {@code day}; null to leave that to the report and its name. */
    public IngestSource publishedOn(@Nullable LocalDate day) {
        return new IngestSource(name, content, day);
    }

    /** A file, called as the user called it. */
    public static IngestSource file(Path file) {
        return new IngestSource(file.toString(), () -> Files.newInputStream(file));
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
