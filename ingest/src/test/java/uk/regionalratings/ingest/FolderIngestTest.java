package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.ingest.SettledFiles.FileForm;

/** When a file counts as complete, and where it is moved. {@code WatchIT} tests a feed that is killed. */
class FolderIngestTest {
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(1);
    private final Path folder;

    FolderIngestTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void waitsForAFileThatIsStillBeingWritten() throws IOException {
        // Given
        SettledFiles settled = new SettledFiles(folder, SETTLE, Reading.CLOCK, nanos::get);
        Path file = write("list.csv", "a", NOW);

        // Then
        assertThat(settled.now()).isEmpty();
        pass(Duration.ofMillis(1_900));
        assertThat(settled.now()).isEmpty();

        // When it grows
        write("list.csv", "ab", NOW);
        pass(Duration.ofMillis(1_900));
        assertThat(settled.now()).isEmpty();
        pass(Duration.ofMillis(1_900));
        assertThat(settled.now()).isEmpty();
        pass(Duration.ofMillis(100));

        // Then
        assertThat(settled.now()).containsExactly(file);
    }

    @Test
    void takesAFileAtOnceThatWasFinishedElsewhereAndTheOldestFirst() throws IOException {
        // Given
        SettledFiles settled = new SettledFiles(folder, SETTLE, Reading.CLOCK, nanos::get);
        Path younger = write("a.csv", "a", NOW.minusSeconds(10));
        Path older = write("b.csv", "b", NOW.minusSeconds(20));

        // Then
        assertThat(settled.now()).containsExactly(older, younger);
    }

    @Test
    void leavesUnfinishedFilesAndFoldersAlone() throws IOException {
        // Given
        SettledFiles settled = new SettledFiles(folder, SETTLE, Reading.CLOCK, nanos::get);
        for (String name : new String[] {".list.csv", "list.csv.part", "list.TMP"}) {
            write(name, "a", NOW.minusSeconds(10));
        }
        Files.createDirectory(folder.resolve("done"));
        Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve(".list.csv"));

        // Then
        assertThat(settled.now()).isEmpty();
    }

    @Test
    void givesAFileAnotherNameWhereItsOwnIsTaken() throws IOException {
        try (WatchedFolder feed = WatchedFolder.open(folder)) {
            assertThat(finish(feed, "list.csv", WatchedFolder.DONE)).isEqualTo(folder.resolve("done/list.csv"));
            assertThat(finish(feed, "list.csv", WatchedFolder.DONE)).isEqualTo(folder.resolve("done/list-2.csv"));
            assertThat(folder.resolve("done/list-2.csv.report.txt")).hasContent("report");
        }
    }

    @Test
    void dropsTheReportOfAFailureThatHasBeenMended() throws IOException {
        try (WatchedFolder feed = WatchedFolder.open(folder)) {
            // Given a failed file that someone corrects and puts back
            Path failed = finish(feed, "list.csv", WatchedFolder.FAILED);
            Files.delete(failed);

            // When
            finish(feed, "list.csv", WatchedFolder.DONE);

            // Then
            assertThat(folder.resolve("failed")).isEmptyDirectory();
        }
    }

    @Test
    void leavesAFileThatWasReplacedWhileItWasRead() throws IOException {
        try (WatchedFolder feed = WatchedFolder.open(folder)) {
            // Given
            Path file = write("list.csv", "a", NOW);
            FileForm form = FileForm.of(file);
            write("list.csv", "other", NOW);
            Path report = Files.writeString(feed.own("report.tmp"), "report");

            // Then
            assertThatThrownBy(() -> feed.finish(file, form, report, WatchedFolder.DONE))
                    .hasMessage("was replaced while it was read");
            assertThat(file).hasContent("other");
            assertThat(folder.resolve("done")).isEmptyDirectory();
        }
    }

    @Test
    void lendsAFolderToOneProcessAtATime() {
        try (WatchedFolder feed = WatchedFolder.open(folder)) {
            assertThat(feed.path()).isEqualTo(folder);
            assertThatThrownBy(() -> WatchedFolder.open(folder)).hasMessageEndingWith("another process is watching it");
        }
        WatchedFolder.open(folder).close();
    }

    private Path finish(WatchedFolder feed, String name, String outcome) throws IOException {
        Path file = write(name, "a", NOW);
        Path report = Files.writeString(feed.own("report.tmp"), "report");
        return feed.finish(file, FileForm.of(file), report, outcome);
    }

    private Path write(String name, String content, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
