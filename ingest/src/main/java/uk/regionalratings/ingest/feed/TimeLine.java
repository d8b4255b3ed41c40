package uk.regionalratings.ingest.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's page lists.
 *
 * @param reports documents that could be read off it, in its order
 * @param unread what could not, and where; null when all of it could
 */
record TimeLine(List<ListedReport> reports, @Nullable String unread) {
    boolean isComplete() {
        return unread == null;
    }
}
