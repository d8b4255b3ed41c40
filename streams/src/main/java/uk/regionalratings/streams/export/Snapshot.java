package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Inspection;

/**
 * One consistent state, and the day as of which it is asked.
 *
 * @param state only to be read while the snapshot is made into a table
 * @param areas that counts are kept for
 * @param changes those published by the day, newest first; fetched when asked for
 * @param asOf what was published by then counts
 * @param period of the panel
 */
public record Snapshot(
        Reading state, Areas areas, Supplier<List<ChangeDetail>> changes, LocalDate asOf, PanelPeriod period) {
    /** All authorities, by name; immutable, and so of use when the state is no longer. */
    List<AuthorityHistory> authorities() {
        return List.copyOf(state.authorities());
    }

    /** Those that exist on the day. */
    List<AuthorityHistory> existing() {
        return existing(authorities().stream(), asOf).toList();
    }

    static Stream<AuthorityHistory> existing(Stream<AuthorityHistory> all, LocalDate day) {
        return all.filter(history -> history.authority().orElseThrow().existsOn(day));
    }

    /** Whether it was published by the day. */
    boolean isPublished(Inspection inspection) {
        return !inspection.publishedOn().isAfter(asOf);
    }
}
