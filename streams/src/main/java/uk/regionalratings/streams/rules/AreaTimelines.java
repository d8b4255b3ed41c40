package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * A timeline for each area, family and judgement. What happens in a region counts in each area that the region is part of. As
 * safe for several threads as {@link AreaTimeline} is.
 */
public final class AreaTimelines {
    private static final AreaTimeline NOTHING = new AreaTimeline();

    private final Areas areas;
    private final Map<Key, AreaTimeline> timelines = new HashMap<>();

    public AreaTimelines(Areas areas) {
        this.areas = areas;
    }

    /** Adds what changes in the areas that {@code region} is part of. */
    public void add(String region, Family family, Judgement judgement, DayChanges changes) {
        List<AreaTimeline> touched = new ArrayList<>();
        for (Area area : areas.containing(region)) {
            touched.add(writable(area, family, judgement));
        }
        changes.forEach((day, change) -> touched.forEach(timeline -> timeline.add(day, change)));
    }

    /** Adds to what changes on {@code day} in the areas that {@code region} is part of. */
    public void add(String region, Family family, Judgement judgement, LocalDate day, Counts change) {
        for (Area area : areas.containing(region)) {
            writable(area, family, judgement).add(day, change);
        }
    }

    private AreaTimeline writable(Area area, Family family, Judgement judgement) {
        return timelines.computeIfAbsent(new Key(area.areaId(), family, judgement), any -> new AreaTimeline());
    }

    /** The timeline to read from; empty where nothing was added. */
    public AreaTimeline of(String areaId, Family family, Judgement judgement) {
        return timelines.getOrDefault(new Key(areaId, family, judgement), NOTHING);
    }

    private record Key(String areaId, Family family, Judgement judgement) {}
}
