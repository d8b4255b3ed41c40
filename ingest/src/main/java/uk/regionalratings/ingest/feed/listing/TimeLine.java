package uk.regionalratings.ingest.feed.listing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a provider's page.
 *
 * @param reports the documents that could be read, in order
 * @param unread what could not be read, and where; null if nothing
 */
public record TimeLine(List<ListedReport> reports, @Nullable String unread) {
    public boolean isComplete() {
        return unread == null;
    }
}
