package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts the days of one authority into segments while its inspections are told in their order. */
final class TimelineBuilder {
    private final @Nullable LocalDate end;
    private final List<Segment> segments = new ArrayList<>();
    private Segment open;

    /** @param end the day after the authority's last; null while it exists */
    TimelineBuilder(LocalDate firstDay, @Nullable LocalDate end) {
        this.end = end;
        this.open = new Segment(firstDay, end, null, false, false);
    }

    /** From {@code day} on, which is never before the day told last, this stands. */
    void stands(LocalDate day, Standing standing) {
        boolean news = standing.inspection().publishedOn().equals(day) || standing.superseded() != open.superseded();
        if (!news || (end != null && !day.isBefore(end))) {
            return;
        }
        boolean begins = day.isAfter(open.from());
        if (begins) {
            segments.add(new Segment(open.from(), day, open.grade(), open.superseded(), open.inspected()));
        }
        // What was published before the first day stands from the first day on; a second report of a day replaces the
        // first.
        LocalDate from = begins ? day : open.from();
        open = new Segment(from, end, standing.grade(), standing.superseded(), from.equals(day));
    }

    List<Segment> build() {
        if (end != null && !open.from().isBefore(end)) {
            return List.of();
        }
        segments.add(open);
        return List.copyOf(segments);
    }
}
