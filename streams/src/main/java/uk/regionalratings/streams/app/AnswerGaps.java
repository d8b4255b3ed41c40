package uk.regionalratings.streams.app;

import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.VersionedView;

/**
 * What the answers of an instance may lack: skipped records, an unavailable registry, a backlog, facts that are not
 * read yet, and authorities outside its areas.
 */
record AnswerGaps(
        Gaps skipped,
        RegistryWait registry,
        Backlog backlog,
        FactReader facts,
        VersionedView versions,
        RatingsView ratings) {

    /** The reasons for which answers may be incomplete, each a text in ASCII; empty if they are complete. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>(skipped.reasons());
        registry.reason().ifPresent(reasons::add);
        reasons.addAll(backlog.reasons());
        facts.reason().ifPresent(reasons::add);
        int withoutFacts = versions.rowsWithoutFacts();
        if (withoutFacts > 0) {
            reasons.add("the rows of " + withoutFacts
                    + " authorities say more than the facts, which were deleted or are not read yet");
        }
        int withoutRegion = ratings.withoutRegion();
        if (withoutRegion > 0) {
            reasons.add(withoutRegion + " authorities are in regions that the areas file of this instance lacks");
        }
        return reasons;
    }
}
