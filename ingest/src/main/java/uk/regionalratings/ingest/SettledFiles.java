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
 * Tells which files of a folder nobody writes any more: those that have kept size and time for a while. A file that was written
 * elsewhere and renamed into the folder has its time from then, and counts at once.
 */
final class SettledFiles {
    private final Path folder;
    private final Duration settle;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private Map<Path, Look> looks = new HashMap<>();

    /** A file as it was looked at first in this form. */
    private record Look(FileForm form, long since) {}

    /** @param settle how long a file must not have changed */
    SettledFiles(Path folder, Duration settle, Clock clock, LongSupplier nanoTime) {
        this.folder = folder;
        this.settle = settle;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * What a file looks like from outside; another form is another content.
     *
     * @param key which file it is, whatever it is called; null where the file system does not say
     */
    record FileForm(long size, FileTime modified, @Nullable Object key) {
        /** The form of a file now; null when it is gone or no file. */
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

    /** The files to be taken now, the oldest first. */
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

    /** What programs call a file that they have not finished. */
    private static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.startsWith(".") || name.endsWith(".part") || name.endsWith(".tmp");
    }
}
