package uk.regionalratings.ingest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import uk.regionalratings.ingest.SettledFiles.FileForm;

/**
 * A folder that files are dropped into, and {@code done} and {@code failed} within it, where they end beside their reports.
 * One process at a time has it.
 */
final class FeedFolder implements AutoCloseable {
    static final String DONE = "done";
    static final String FAILED = "failed";
    static final String REPORT = ".report.txt";
    private static final String LOCK = ".feed.lock";

    private final Path folder;
    private final FileChannel lock;

    private FeedFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws IngestException when it is no folder that can be written to, or another process has it */
    static FeedFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IngestException(folder + ": is not a folder", null);
        }
        try {
            Files.createDirectories(folder.resolve(DONE));
            Files.createDirectories(folder.resolve(FAILED));
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(lock)) {
                lock.close();
                throw new IngestException(folder + ": another process is watching it", null);
            }
            return new FeedFolder(folder, lock);
        } catch (IOException e) {
            throw new IngestException(folder + ": can't be watched (" + Causes.describe(e) + ")", e);
        }
    }

    /** The system takes the lock back when the process ends, however it ends. */
    private static boolean isOurs(FileChannel lock) throws IOException {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return folder;
    }

    /** A file of our own, which the feed does not see. */
    Path own(String name) {
        return folder.resolve("." + name);
    }

    /**
     * Puts the report and then the file, each in one step, where they belong. A kill between the two leaves the file to be
     * read again, and its report to be replaced.
     *
     * @param form what the file looked like when it was read
     * @param report complete; moved
     * @return where the file is now
     * @throws IOException when that can't be done; the file is then where it was
     */
    Path finish(Path file, FileForm form, Path report, String outcome) throws IOException {
        String name = file.getFileName().toString();
        Path target = free(folder.resolve(outcome), name);
        Path reportTarget = reportOf(target);
        Files.move(report, reportTarget, StandardCopyOption.ATOMIC_MOVE);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        if (!form.equals(FileForm.of(target))) {
            // Somebody put another one in its place at the last moment; nobody has read that yet.
            Files.move(target, file);
            Files.deleteIfExists(reportTarget);
            throw new IOException("was replaced while it was read");
        }
        dropStaleReport(outcome, name);
        return target;
    }

    /** What a kill left of an earlier reading with the other outcome, or an earlier failure that has now been mended. */
    private void dropStaleReport(String outcome, String name) throws IOException {
        Path other = folder.resolve(outcome.equals(DONE) ? FAILED : DONE).resolve(name);
        if (!Files.exists(other)) {
            Files.deleteIfExists(reportOf(other));
        }
    }

    private static Path reportOf(Path target) {
        return target.resolveSibling(target.getFileName() + REPORT);
    }

    /** {@code list.csv}, or {@code list-2.csv} when that is taken, and so on. Nobody else puts files there. */
    private static Path free(Path into, String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        Path target = into.resolve(name);
        for (int n = 2; Files.exists(target); n++) {
            target = into.resolve(stem + "-" + n + extension);
        }
        return target;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IngestException(folder + ": can't be let go (" + Causes.describe(e) + ")", e);
        }
    }
}
