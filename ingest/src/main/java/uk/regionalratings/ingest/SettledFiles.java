package uk.regionalratings.ingest;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a folder that are complete: their size and time have not changed for a while. A file that was
 * written elsewhere and moved into the folder keeps its old time, so it counts at once.
 */
final class SettledFiles {
    private final Path folder;
    private final Duration settle;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private Map<Path, Look> looks = new HashMap<>();

    /** When a file was first seen in this form. */
    private record Look(FileForm form, long since) {}

    /** @param settle how long a file must be unchanged */
    SettledFiles(Path folder, Duration settle, Clock clock, LongSupplier nanoTime) {
        this.folder = folder;
        this.settle = settle;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * A file's outward form; a different form means different content.
     *
     * @param key identifies the file independently of its name; null if the file system has no such key
     */
    record FileForm(long size, FileTime modified, @Nullable Object key) {
        /** The current form of a file; null if it is gone or not a file. */
        static @Nullable FileForm of(Path file) throws IOException {
            try {
                BasicFileAttributes found =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return found.isRegularFile()
                        ? new FileForm(found.size(), found.lastModifiedTime(), found.fileKey())
                        : null;
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }

    /** The files that are complete now, the oldest first. */
    List<Path> now() throws IOException {
        Map<Path, Look> seen = new HashMap<>();
        Map<Path, FileTime> settled = new HashMap<>();
        long now = nanoTime.getAsLong();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, file -> !isUnfinished(file))) {
            for (Path file : entries) {
                FileForm form = FileForm.of(file);
                if (form == null) {
                    continue;
                }
                Look before = looks.get(file);
                Look look = before != null && before.form().equals(form) ? before : new Look(form, now);
                seen.put(file, look);
                if (now - look.since() >= settle.toNanos() || (before == null && isOld(form))) {
                    settled.put(file, form.modified());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        looks = seen;
        return settled.entrySet().stream()
                .sorted(Map.Entry.<Path, FileTime>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isOld(FileForm form) {
        return !form.modified().toInstant().isAfter(clock.instant().minus(settle));
    }

    /** Whether the name is one that programs give unfinished files. */
    private static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.startsWith(".") || name.endsWith(".part") || name.endsWith(".tmp");
    }
}
