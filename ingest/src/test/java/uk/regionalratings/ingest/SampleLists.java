package uk.regionalratings.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import uk.regionalratings.vocabulary.Inspection;

/** Real lists, which are kept beside the project and are not available everywhere. */
final class SampleLists {
    /** Tests run in the folder of their module. */
    private static final Path FOLDER = Path.of("..", "..", "shared", "samples", "lists");

    private SampleLists() {}

    /** The bytes of a list; skips the test if there is none. */
    static byte[] bytes(String name) throws IOException {
        Path file = file(name);
        return Files.readAllBytes(file);
    }

    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(
                Files.isRegularFile(file), "no sample lists beside the project: the made-up ones cover the same paths");
        return file;
    }

    /**
     * The outcome of each row below the header, in the order of the file.
     *
     * @param rows their number, one on each line from the second on
     * @param shown what to show of an accepted row
     */
    static List<String> outcomes(Reading reading, int rows, Function<Inspection, String> shown) {
        Map<Long, String> rejected = new HashMap<>();
        reading.sent()
                .rejected
                .forEach(rejection -> rejected.put(
                        rejection.line(),
                        rejection.first().reason().id() + " "
                                + rejection.first().message()));
        Deque<Inspection> accepted = new ArrayDeque<>(reading.sent().published);
        List<String> outcomes = new ArrayList<>();
        for (long line = 2; line < rows + 2; line++) {
            String rejection = rejected.get(line);
            outcomes.add(rejection == null ? shown.apply(accepted.remove()) : rejection);
        }
        return outcomes;
    }
}
