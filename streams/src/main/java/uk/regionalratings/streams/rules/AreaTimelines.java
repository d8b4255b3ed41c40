package uk.regionalratings.streams.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * A timeline for each area, family and judgement. What happens in a region counts in each area that the region is part of; a region that is no
 * area of ours counts by itself. As safe for several threads as {@link AreaTimeline} is.
 */
public final class AreaTimelines {
    private static final AreaTimeline NOTHING = new AreaTimeline();

    private final Areas areas;
    private final Map<String, @Nullable AreaTimeline[]> byArea = new HashMap<>();
    private final Map<String, List<@Nullable AreaTimeline[]>> ofRegion = new HashMap<>();

    public AreaTimelines(Areas areas) {
        this.areas = areas;
    }

    /** Adds a step of an authority of {@code region}, or takes it away: the other arguments are those of {@link Steps#step}. */
    public void add(String region, int line, int day, int from, int to, boolean published, int times) {
        for (@Nullable AreaTimeline[] lines : of(region)) {
            writable(lines, line).add(day, from, to, published, times);
        }
    }

    /** Adds to what changes on {@code day} in the areas that {@code region} is part of: see {@link AreaTimeline#changeOn}. */
    public void add(String region, int line, int day, int[] change) {
        for (@Nullable AreaTimeline[] lines : of(region)) {
            writable(lines, line).add(day, change);
        }
    }

    private List<@Nullable AreaTimeline[]> of(String region) {
        List<@Nullable AreaTimeline[]> known = ofRegion.get(region);
        if (known == null) {
            known = new ArrayList<>();
            for (Area area : areas.containing(region)) {
                known.add(byArea.computeIfAbsent(area.areaId(), any -> new AreaTimeline[Lines.COUNT]));
            }
            if (known.isEmpty()) {
                known.add(byArea.computeIfAbsent(region, any -> new AreaTimeline[Lines.COUNT]));
            }
            ofRegion.put(region, known);
        }
        return known;
    }

    private static AreaTimeline writable(@Nullable AreaTimeline[] lines, int line) {
        AreaTimeline timeline = lines[line];
        if (timeline == null) {
            timeline = new AreaTimeline();
            lines[line] = timeline;
        }
        return timeline;
    }

    /** The timeline to read from; empty where nothing was added. */
    public AreaTimeline of(String areaId, Family family, Judgement judgement) {
        return of(areaId, Lines.of(family, judgement));
    }

    /** The timeline of a line to read from; empty where nothing was added. */
    public AreaTimeline of(String areaId, int line) {
        @Nullable AreaTimeline[] lines = byArea.get(areaId);
        AreaTimeline timeline = lines == null ? null : lines[line];
        return timeline == null ? NOTHING : timeline;
    }
}
