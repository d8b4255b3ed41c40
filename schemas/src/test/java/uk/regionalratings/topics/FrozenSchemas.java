package uk.regionalratings.topics;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Every version of a subject's schema that was ever released: {@code frozen/SUBJECT/1.avsc}, 2.avsc and so on. */
final class FrozenSchemas {
    private FrozenSchemas() {}

    /** The versions in order; empty when the subject has none. */
    static List<Schema> of(String subject) throws IOException {
        List<Schema> versions = new ArrayList<>();
        while (true) {
            String file = "/frozen/" + subject + "/" + (versions.size() + 1) + ".avsc";
            try (InputStream text = FrozenSchemas.class.getResourceAsStream(file)) {
                if (text == null) {
                    return versions;
                }
                versions.add(new Schema.Parser().parse(text));
            }
        }
    }
}
