package uk.regionalratings.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Data directories. */
public final class Directories {
    private static final long MIB = 1L << 20;
    /** The replay of the bundled history takes some 10 MiB, the broker's own topics a few more. */
    private static final long LEAST_ROOM = 64 * MIB;

    private Directories() {}

    /** Creates a temporary data directory whose name has this process's id. */
    public static Path temporary() {
        try {
            return Files.createTempDirectory(temporaryPrefix());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary data directory", e);
        }
    }

    /** Distinguishes the directories of this process from those of others that run at the same time. */
    static String temporaryPrefix() {
        return "regional-ratings-" + ProcessHandle.current().pid() + "-";
    }

    public static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the data directory " + directory, e);
        }
    }

    /**
     * Checks that the disk has room for a broker. Without room Kafka ends at whichever write fails first, including
     * writes to memory-mapped files.
     *
     * @throws LocalStartException naming the full disk
     */
    public static void requireRoom(Path directory) {
        long free;
        try {
            free = Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the data directory " + directory, e);
        }
        if (free < LEAST_ROOM) {
            throw new LocalStartException("The disk is full: " + directory + " has " + free / MIB
                    + " MiB of free space, and a broker needs " + LEAST_ROOM / MIB
                    + " MiB to start. Make room there; what is in it stays as it is.");
        }
    }

    public static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the temporary data directory " + directory, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        /** A file that disappeared during the walk need not be deleted. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
