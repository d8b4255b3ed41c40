package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * One consistent state, and the part of it that the question asks for.
 *
 * @param state may be read only while the snapshot is made into a table
 * @param areas the areas whose counts are requested
 * @param places which authorities are requested
 * @param changes the changes of these authorities published by the day, newest first; fetched when needed
 * @param asOf inspections published by this day count
 * @param period the period of the panel
 */
public record Snapshot(
        RatingsState state,
        List<Area> areas,
        Places places,
        Supplier<List<ChangeDetail>> changes,
        LocalDate asOf,
        PanelPeriod period) {
    /** Selects authorities. */
    @FunctionalInterface
    public interface Places {
        /** Whether an authority is selected, as of a day. */
        boolean contain(LocalDate day, Authority authority);
    }

    /** All authorities, by name; immutable, so they can be used after the state. */
    List<AuthorityHistory> authorities() {
        return List.copyOf(state.authorities());
    }

    /** The selected authorities that exist on the day. */
    List<AuthorityHistory> existing() {
        return asked(authorities().stream(), asOf).toList();
    }

    /** The authorities that exist on a day and are selected as of that day. */
    Stream<AuthorityHistory> asked(Stream<AuthorityHistory> all, LocalDate day) {
        return all.filter(history -> {
            Authority authority = history.authority().orElseThrow();
            return authority.existsOn(day) && places.contain(day, authority);
        });
    }

    /** Whether the inspection was published by the day. */
    boolean isPublished(Inspection inspection) {
        return !inspection.publishedOn().isAfter(asOf);
    }
}
