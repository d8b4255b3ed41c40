package uk.regionalratings.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the results go. */
final class ReportOptions {
    @Option(names = "--report", paramLabel = "FILE", description = "Also appends the results to a Markdown file.")
    private @Nullable Path file;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Logs, recordings and, while it runs, the broker's files. Default: a temporary folder.")
    private @Nullable Path directory;

    /** The folder for everything that a run writes. */
    Path directory() throws IOException {
        Path given = directory;
        return given == null
                ? Files.createTempDirectory("ratings-bench-")
                : Files.createDirectories(given).toAbsolutePath();
    }

    /** Prints a section and appends it to the report file, if one was given. */
    void write(PrintWriter out, String section) throws IOException {
        String whole = section + "\n" + Machine.describe() + "\n";
        out.println();
        out.println(whole);
        out.flush();
        if (file != null) {
            Files.writeString(file, whole + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
