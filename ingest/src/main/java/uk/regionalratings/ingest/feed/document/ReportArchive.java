package uk.regionalratings.ingest.feed.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.listing.ListedReport;
import uk.regionalratings.ingest.problem.IngestException;

/**
 * A folder that keeps every document as received: {@code URN/2021-08-20-50168072-<digest>.pdf}. A replacement is kept
 * next to the original.
 */
public final class ReportArchive {
    private static final int DIGEST_SHOWN = 12;

    private final @Nullable Path folder;

    /** @param folder null to keep nothing */
    public ReportArchive(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * Stores a document atomically: it appears under its name complete or not at all.
     *
     * @throws IngestException if the folder is not writable
     */
    void keep(String urn, ListedReport report, String digest, byte[] bytes) {
        if (folder == null) {
            return;
        }
        String name = report.publishedOn() + "-" + report.number() + "-" + digest.substring(0, DIGEST_SHOWN) + ".pdf";
        Path target = folder.resolve(urn).resolve(name);
        try {
            Files.createDirectories(target.getParent());
            Path unfinished = target.resolveSibling("." + name + ".part");
            Files.write(unfinished, bytes);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IngestException(
                    "the archive " + folder + " is not writable (" + e + "): free some space or choose another folder",
                    e);
        }
    }
}
