package uk.regionalratings.system.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import uk.regionalratings.local.Directories;

/** A RAM disk for one folder, which can be filled to the last byte. On Linux only root can create one. */
public final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "256m";
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Creates a disk at a folder; empty if this machine cannot do that. */
    public static Optional<SmallDisk> at(Path folder) {
        return at(folder, "exec");
    }

    /**
     * Creates a disk from which no program can run and no library can be loaded; empty if this machine cannot do that.
     */
    public static Optional<SmallDisk> withoutPrograms(Path folder) {
        return at(folder, "noexec");
    }

    private static Optional<SmallDisk> at(Path folder, String programs) {
        Directories.create(folder);
        return run("mount", "-t", "tmpfs", "-o", "size=" + SIZE + "," + programs, "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    /** Fills the disk. */
    public void fill() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            // The disk is full, as intended.
        }
        if (folder.toFile().getUsableSpace() > 0) {
            throw new AssertionError("still room in " + folder);
        }
    }

    /** Frees the space again. */
    public void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!run("umount", "--lazy", folder.toString())) {
            throw new AssertionError("can't unmount " + folder);
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
