package uk.regionalratings.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.vocabulary.Problem;

/**
 * The report written next to a file that has been read: first the counts, then every rejected record. It is kept on
 * disk while it grows, since a file of the wrong kind can have a million rejections.
 */
final class FileReport implements IngestReport, AutoCloseable {
    private final Path detailFile;
    private final Path reportFile;
    private final Writer details;
    private final String name;

    /** @param folder where temporary files may be kept */
    FileReport(WatchedFolder folder, String name) throws IOException {
        this.name = name;
        this.detailFile = folder.own("details.tmp");
        this.reportFile = folder.own("report.tmp");
        this.details = Files.newBufferedWriter(detailFile, StandardCharsets.UTF_8);
    }

    @Override
    public void rejected(String source, long line, List<Problem> problems, String inOneLine) {
        write(inOneLine);
    }

    @Override
    public void remark(String source, String remark) {
        write(source + ": " + remark);
    }

    @Override
    public void understood(String source, String table) {
        write(table.stripTrailing());
    }

    private void write(String line) {
        try {
            details.write(line);
            details.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Completes the report.
     *
     * @param at when the file was read
     * @param result the outcome for the whole file, on one line
     * @return a file to move to its destination
     */
    Path complete(Instant at, String result) throws IOException {
        details.close();
        String head = Quoted.clean(name) + ", read at " + at + "\n" + result + "\n\n";
        try (var report =
                Files.newOutputStream(reportFile, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            report.write(head.getBytes(StandardCharsets.UTF_8));
            Files.copy(detailFile, report);
        }
        return reportFile;
    }

    @Override
    public void close() throws IOException {
        details.close();
        Files.deleteIfExists(detailFile);
    }
}
