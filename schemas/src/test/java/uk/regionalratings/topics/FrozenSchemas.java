package uk.regionalratings.topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Every version of a subject's schema that was ever released: {@code contracts/SUBJECT/1.avsc}, 2.avsc and so on. */
final class FrozenSchemas {
    private static final Path CONTRACTS = Path.of("contracts");

    private FrozenSchemas() {}

    /** The versions in order; empty when the subject has none. */
    static List<Schema> of(String subject) throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (Path file = file(subject, 1); Files.exists(file); file = file(subject, versions.size() + 1)) {
            versions.add(new Schema.Parser().parse(Files.readString(file)));
        }
        return versions;
    }

    /** Those that the present one must fit: all, unless the line of versions began anew. */
    static List<Schema> ofPresentLine(String subject) throws IOException {
        List<Schema> all = of(subject);
        return all.subList(SchemaRegistration.BEGUN_ANEW.getOrDefault(subject, 1) - 1, all.size());
    }

    private static Path file(String subject, int version) {
        return CONTRACTS.resolve(subject).resolve(version + ".avsc");
    }
}
