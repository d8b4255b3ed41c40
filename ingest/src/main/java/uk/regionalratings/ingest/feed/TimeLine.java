package uk.regionalratings.ingest.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a provider's page.
 *
 * @param reports the documents that could be read, in order
 * @param unread what could not be read, and where; null if nothing
 */
record TimeLine(List<ListedReport> reports, @Nullable String unread) {
    boolean isComplete() {
        return unread == null;
    }
}
