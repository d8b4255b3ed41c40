package uk.regionalratings.system.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every relative link of the documents leads to a file or a folder of the project. */
class DocumentLinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Made by builds, or by others. */
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");

    @Test
    void leadToSomethingThatIsThere() throws IOException {
        List<Path> documents = documents();
        assertThat(documents).contains(ROOT.resolve("README.md"), ROOT.resolve("ARCHITECTURE.md"));

        assertThat(documents.stream().flatMap(DocumentLinksTest::broken)).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.iterate(ROOT.relativize(file), path -> path != null, Path::getParent)
                            .noneMatch(path -> NOT_OURS.contains(String.valueOf(path.getFileName()))))
                    .toList();
        }
    }

    private static Stream<String> broken(Path document) {
        Matcher link = LINK.matcher(read(document));
        return link.results()
                .map(found -> found.group(1))
                .filter(target -> !target.contains(":"))
                .filter(target -> Files.notExists(document.resolveSibling(target)))
                .map(target -> ROOT.relativize(document) + " -> " + target);
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
