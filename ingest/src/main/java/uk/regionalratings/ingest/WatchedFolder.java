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
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;

/**
 * A folder into which files are dropped. Files that have been read move to its subfolders {@code done} and {@code
 * failed}, next to their reports. Only one process at a time can use it.
 */
final class WatchedFolder implements AutoCloseable {
    static final String DONE = "done";
    static final String FAILED = "failed";
    static final String REPORT = ".report.txt";
    private static final String LOCK = ".feed.lock";

    private final Path folder;
    private final FileChannel lock;

    private WatchedFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws IngestException if it is not a writable folder, or another process is using it */
    static WatchedFolder open(Path folder) {
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
            return new WatchedFolder(folder, lock);
        } catch (IOException e) {
            throw new IngestException(folder + ": can't be watched (" + Causes.describe(e) + ")", e);
        }
    }

    /** The operating system releases the lock when the process ends, however it ends. */
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

    /** A file for internal use, hidden from the feed. */
    Path own(String name) {
        return folder.resolve("." + name);
    }

    /**
     * Moves the report and then the file to their destination, each atomically. If the process dies between the two,
     * the file is read again and its report replaced.
     *
     * @param form the file's form when it was read
     * @param report the complete report; it is moved
     * @return where the file is now
     * @throws IOException if the file can't be moved; it then stays where it was
     */
    Path finish(Path file, FileForm form, Path report, String outcome) throws IOException {
        String name = file.getFileName().toString();
        Path target = free(folder.resolve(outcome), name);
        Path reportTarget = reportOf(target);
        Files.move(report, reportTarget, StandardCopyOption.ATOMIC_MOVE);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        if (!form.equals(FileForm.of(target))) {
            // Someone replaced the file at the last moment; the new one has not been read yet.
            Files.move(target, file);
            Files.deleteIfExists(reportTarget);
            throw new IOException("was replaced while it was read");
        }
        dropStaleReport(outcome, name);
        return target;
    }

    /**
     * Deletes the report of an interrupted run with the other outcome, or of an earlier failure that has since been
     * fixed.
     */
    private void dropStaleReport(String outcome, String name) throws IOException {
        Path other = folder.resolve(outcome.equals(DONE) ? FAILED : DONE).resolve(name);
        if (!Files.exists(other)) {
            Files.deleteIfExists(reportOf(other));
        }
    }

    private static Path reportOf(Path target) {
        return target.resolveSibling(target.getFileName() + REPORT);
    }

    /** {@code list.csv}, or {@code list-2.csv} if that exists, and so on. No other process puts files there. */
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
            throw new IngestException(folder + ": can't be released (" + Causes.describe(e) + ")", e);
        }
    }
}
