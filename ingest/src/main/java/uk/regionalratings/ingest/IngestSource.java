package uk.regionalratings.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.regionalratings.reference.ReferenceFiles;

/**
 * Where inspections come from.
 *
 * @param name what messages and the origin headers of rejected records call it
 * @param content opens it
 */
public record IngestSource(String name, Content content) {
    /** Opens a source for one reading. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public IngestSource {
        name = Quoted.clean(name);
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
