package uk.regionalratings.ingest.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.reference.ReferenceFiles;

/** The folder of real reports beside the project, which not everybody has, and the history that they must agree with. */
final class RealReports {
    /** Tests run in the folder of their module. */
    private static final Path FOLDER =
            Path.of("..", "..", "shared", "reports").toAbsolutePath().normalize();

    /** Reports that were refused once although a careful person reads them easily. */
    private static final Path SAMPLES =
            FOLDER.resolve(Path.of("..", "samples", "reports")).normalize();

    static final AuthorityDirectory DIRECTORY = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());

    static final AuthorityNames NAMES = new AuthorityNames(DIRECTORY);

    private RealReports() {}

    /** Skips the test where there are none. */
    static void assumeThere() {
        assumeTrue(
                Files.isRegularFile(FOLDER.resolve("EXPECTED.csv")),
                "no real reports beside the project: the synthetic ones cover the same paths");
    }

    /** Every PDF, in the order of their names. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".pdf"))
                    .sorted()
                    .toList();
        }
    }

    /** Identities of inspections by file, those of the samples included. */
    static Map<Path, String> expected() throws IOException {
        Map<Path, String> expected = new LinkedHashMap<>(expected(FOLDER));
        if (Files.isRegularFile(SAMPLES.resolve("EXPECTED.csv"))) {
            expected.putAll(expected(SAMPLES));
        }
        return expected;
    }

    private static Map<Path, String> expected(Path folder) throws IOException {
        Map<Path, String> expected = new LinkedHashMap<>();
        Files.readAllLines(folder.resolve("EXPECTED.csv")).stream().skip(1).forEach(line -> {
            int comma = line.lastIndexOf(',');
            expected.put(folder.resolve(line.substring(0, comma)), line.substring(comma + 1));
        });
        return expected;
    }

    /** Rows of the bundled history by inspection; empty cells and report URLs left out. */
    static Map<String, Map<String, String>> history() {
        try (InputStream file = ReferenceFiles.sampleHistory()) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> header = List.of(lines.get(0).split(",", -1));
            Map<String, Map<String, String>> rows = new HashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    if (!cells.get(i).isEmpty() && !header.get(i).equals("report_url")) {
                        row.put(header.get(i), cells.get(i));
                    }
                }
                rows.put(cells.get(0), row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String shortName(Path report) {
        return FOLDER.relativize(report).toString();
    }
}
