package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * One consistent state, the day as of which it is asked, and the part of it that is asked for.
 *
 * @param state only to be read while the snapshot is made into a table
 * @param areas the areas whose counts are asked for
 * @param places which authorities are asked for
 * @param changes those of the authorities asked for that were published by the day, newest first; fetched when asked for
 * @param asOf what was published by then counts
 * @param period of the panel
 */
public record Snapshot(
        Reading state,
        List<Area> areas,
        Places places,
        Supplier<List<ChangeDetail>> changes,
        LocalDate asOf,
        PanelPeriod period) {
    /** Tells which authorities are asked for. */
    @FunctionalInterface
    public interface Places {
        /** Whether an authority is asked for, as of a day. */
        boolean contain(LocalDate day, Authority authority);
    }

    /** All authorities, by name; immutable, and so of use when the state is no longer. */
    List<AuthorityHistory> authorities() {
        return List.copyOf(state.authorities());
    }

    /** Those that exist on the day and are asked for. */
    List<AuthorityHistory> existing() {
        return asked(authorities().stream(), asOf).toList();
    }

    /** Those that exist on a day and are asked for as of it. */
    Stream<AuthorityHistory> asked(Stream<AuthorityHistory> all, LocalDate day) {
        return all.filter(history -> {
            Authority authority = history.authority().orElseThrow();
            return authority.existsOn(day) && places.contain(day, authority);
        });
    }

    /** Whether it was published by the day. */
    boolean isPublished(Inspection inspection) {
        return !inspection.publishedOn().isAfter(asOf);
    }
}
