package uk.regionalratings.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this process in the system's temporary folder, for the native parts that libraries unpack: 15 MB
 * including RocksDB's. It is deleted when the process ends. The next process that starts deletes the folder of a killed
 * one.
 */
public final class TemporaryFolder {
    static final String PREFIX = "regional-ratings-libraries-";

    private static final String LOCK = "in-use.lock";

    /** Settings of libraries whose folder can't be set in any other way: Zstandard's and Snappy's. */
    private static final List<String> OF_LIBRARIES = List.of("ZstdTempFolder", "org.xerial.snappy.tempdir");

    /** The prefix of a folder that its process has not locked yet. Other processes leave such a folder alone. */
    private static final String UNLOCKED_PREFIX = "new-" + PREFIX;

    private static @Nullable Path own;

    /** Kept open as long as the process lives, however it ends. */
    private static @Nullable FileChannel lock;

    private TemporaryFolder() {}

    /**
     * Creates the folder once. If it can't be created, libraries use the system's folder and report problems with it
     * themselves.
     *
     * @return whether there is one now
     */
    public static synchronized boolean use() {
        if (own != null) {
            return true;
        }
        Path common = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            String name = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
            Path unlocked = common.resolve(UNLOCKED_PREFIX + name);
            Files.createDirectory(
                    unlocked, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            own = unlocked;
            Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFolder::delete, "temporary-folder"));
            lock = locked(unlocked.resolve(LOCK));
            Path folder = Files.move(unlocked, common.resolve(PREFIX + name), StandardCopyOption.ATOMIC_MOVE);
            own = folder;
            OF_LIBRARIES.forEach(setting -> System.getProperties().putIfAbsent(setting, folder.toString()));
            deleteWhatKilledProcessesLeft(common, folder);
            return true;
        } catch (IOException | UnsupportedOperationException | IllegalStateException e) {
            // No room, no permission, no POSIX, or the process is ending already: nothing depends on the folder.
            delete();
            return false;
        }
    }

    /** The folder; empty if {@link #use} has created none. */
    public static synchronized Optional<Path> own() {
        return Optional.ofNullable(own);
    }

    /** Deletes the folder. Loaded libraries stay in memory. */
    static synchronized void delete() {
        Path folder = own;
        if (folder == null) {
            return;
        }
        own = null;
        try {
            Files.walkFileTree(folder, new Deletion());
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            // The next process that starts tries again.
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("locked by another process: " + file);
        }
        return channel;
    }

    /** Deletes only our folders: the system's temporary folder is shared by everybody. */
    private static void deleteWhatKilledProcessesLeft(Path common, Path own) throws IOException {
        UserPrincipal owner = Files.getOwner(own);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(common, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!folder.equals(own) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    deleteUnlessInUse(folder, owner);
                }
            }
        }
    }

    private static void deleteUnlessInUse(Path folder, UserPrincipal owner) {
        try {
            if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                return;
            }
            FileChannel held = locked(folder.resolve(LOCK));
            try {
                Files.walkFileTree(folder, new Deletion());
            } finally {
                held.close();
            }
        } catch (IOException e) {
            // The folder is in use, or another process is deleting it or has done so.
        }
    }

    /**
     * Deletes the lock last. Another process that deletes the same folder finds it in use until nothing else is left;
     * if it locks a new file then, it deletes that and the folder.
     */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!file.endsWith(LOCK)) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** A file that disappeared during the walk need not be deleted. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder.resolve(LOCK));
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
