package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Stay;

/**
 * A timeline for each area, family and judgement. An authority counts in an area on the days on which it belongs to it:
 * on the first of these days the area gains the authority's state, and after the last it loses that state. Thread
 * safety is that of {@link AreaTimeline}.
 */
public final class AreaTimelines {
    private static final AreaTimeline NOTHING = new AreaTimeline();

    private final Areas areas;
    private final Set<String> namedAuthorities;
    private final Map<String, @Nullable AreaTimeline[]> byArea = new HashMap<>();
    /** The places by region, and by authority and region for authorities that areas name. */
    private final Map<String, Place> places = new HashMap<>();

    public AreaTimelines(Areas areas) {
        this.areas = areas;
        this.namedAuthorities = areas.namedAuthorities();
    }

    /** An independent copy of the timelines; see {@link AreaTimeline#copy()}. */
    public AreaTimelines copy() {
        AreaTimelines copy = new AreaTimelines(areas);
        byArea.forEach((area, lines) -> {
            @Nullable AreaTimeline[] copied = new AreaTimeline[Lines.COUNT];
            for (int line = 0; line < copied.length; line++) {
                AreaTimeline known = lines[line];
                copied[line] = known == null ? null : known.copy();
            }
            copy.byArea.put(area, copied);
        });
        return copy;
    }

    /**
     * Accepts the steps of an authority in {@code region}, and adds or removes them in all areas that it belongs to.
     */
    public Steps of(String authorityId, String region) {
        return place(authorityId, region);
    }

    /** The areas to which an authority in {@code region} belongs on {@code day}, in the order of the file. */
    public List<String> areasOn(int day, String authorityId, String region) {
        List<String> found = new ArrayList<>();
        for (Days days : place(authorityId, region).all()) {
            if (day >= days.first() && day < days.end()) {
                found.add(days.area());
            }
        }
        return found;
    }

    private Place place(String authorityId, String region) {
        String place = namedAuthorities.contains(authorityId) ? authorityId + "/" + region : region;
        Place known = places.get(place);
        if (known == null) {
            known = new Place(
                    areas.stays(authorityId, region).stream().map(this::days).toList());
            places.put(place, known);
        }
        return known;
    }

    private Days days(Stay stay) {
        LocalDate from = stay.from();
        LocalDate until = stay.until();
        return new Days(
                stay.area().areaId(),
                byArea.computeIfAbsent(stay.area().areaId(), any -> new AreaTimeline[Lines.COUNT]),
                from == null ? Lines.BEGINNING : Lines.day(from),
                until == null ? Integer.MAX_VALUE : Lines.day(until.plusDays(1)));
    }

    /** The areas in which some authorities count, with their days. */
    private record Place(List<Days> all) implements Steps {
        @Override
        public void step(int line, int day, int from, int to, boolean published, int times) {
            for (Days days : all) {
                days.step(line, day, from, to, published, times);
            }
        }
    }

    /**
     * The days on which authorities belong to an area.
     *
     * @param lines its timelines
     * @param first the first of these days
     * @param end the day after the last of them
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Days(String area, @Nullable AreaTimeline[] lines, int first, int end) implements Steps {
        /**
         * Steps before the first day count on the first day, without a publication; the state that remains after the
         * last day is removed then.
         */
        @Override
        public void step(int line, int day, int from, int to, boolean published, int times) {
            if (day >= end) {
                return;
            }
            AreaTimeline timeline = writable(lines, line);
            timeline.add(Math.max(day, first), from, to, published && day >= first, times);
            if (end != Integer.MAX_VALUE) {
                timeline.add(end, to, from, false, times);
            }
        }
    }

    private static AreaTimeline writable(@Nullable AreaTimeline[] lines, int line) {
        AreaTimeline timeline = lines[line];
        if (timeline == null) {
            timeline = new AreaTimeline();
            lines[line] = timeline;
        }
        return timeline;
    }

    /** The timeline, for reading; empty if nothing was added. */
    public AreaTimeline of(String areaId, Family family, Judgement judgement) {
        return of(areaId, Lines.of(family, judgement));
    }

    /** The timeline of a line, for reading; empty if nothing was added. */
    public AreaTimeline of(String areaId, int line) {
        @Nullable AreaTimeline[] lines = byArea.get(areaId);
        AreaTimeline timeline = lines == null ? null : lines[line];
        return timeline == null ? NOTHING : timeline;
    }
}
