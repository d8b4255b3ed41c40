package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.DayState;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Membership;

/** One authority, 301 in the region london, and what is kept of it while the areas file changes. */
class CountedTimelinesTest {
    private static final int LINE = Lines.of(Family.ANY, Judgement.IN_CARE);
    private static final LocalDate PUBLISHED = LocalDate.of(2020, 6, 1);
    private static final LocalDate JOINED = LocalDate.of(2024, 1, 1);

    private KeyValueStore<String, byte[]> store;

    @BeforeEach
    void makeStore() {
        store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("any"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<byte[], Object>().getStateStoreContext(), store);
        CountedTimelines timelines = new CountedTimelines(areas("towns", null), store);
        assertThat(timelines.hasOtherAreas()).isFalse();
        timelines.of("301", "london").step(LINE, Lines.BEGINNING, DayState.ABSENT, DayState.NOT_RATED, false, 1);
        timelines
                .of("301", "london")
                .step(LINE, Lines.day(PUBLISHED), DayState.NOT_RATED, DayState.of(Grade.GOOD, false), true, 1);
        assertThat(write(timelines)).containsExactly("england", "london", "towns");
    }

    @Test
    void theSameAreasAreCountedAgainFromTheStoreAndNotPublishedAgain() {
        CountedTimelines timelines = new CountedTimelines(areas("towns", null), store);

        assertThat(timelines.hasOtherAreas()).isFalse();
        assertThat(write(timelines)).isEmpty();
        assertThat(good(timelines, "towns", PUBLISHED)).isEqualTo(1);
    }

    @Test
    void otherMembershipsAreCountedFromTheStoreAndTheirAreasPublishedOnce() {
        CountedTimelines timelines = new CountedTimelines(areas("towns", JOINED), store);

        assertThat(timelines.hasOtherAreas()).isTrue();
        assertThat(write(timelines)).containsExactly("towns");
        assertThat(timelines.hasOtherAreas()).isFalse();
        assertThat(good(timelines, "england", JOINED.minusDays(1))).isEqualTo(1);
        assertThat(good(timelines, "towns", JOINED.minusDays(1))).isZero();
        assertThat(good(timelines, "towns", JOINED)).isEqualTo(1);
        assertThat(timelines.of("towns", LINE).lastPublication()).isEmpty();
        assertThat(timelines.of("towns", LINE).firstCounted()).contains(JOINED);
        assertThat(new CountedTimelines(areas("towns", JOINED), store).hasOtherAreas())
                .isFalse();
    }

    @Test
    void anAreaThatIsGoneIsPublishedOnceMoreWithoutCounts() {
        CountedTimelines timelines = new CountedTimelines(areas("cities", null), store);

        assertThat(write(timelines)).containsExactly("cities", "towns");
        assertThat(timelines.of("towns", LINE).isEmpty()).isTrue();
        assertThat(good(timelines, "cities", PUBLISHED)).isEqualTo(1);
    }

    private static Set<String> write(CountedTimelines timelines) {
        Set<String> areas = new TreeSet<>();
        timelines.write((area, line) -> areas.add(area));
        return areas;
    }

    private static int good(CountedTimelines timelines, String area, LocalDate day) {
        Counts counts = timelines.of(area, LINE).on(day);
        assertThat(counts.superseded()).isZero();
        return counts.of(Grade.GOOD);
    }

    private static Areas areas(String named, @Nullable LocalDate from) {
        List<Area> areas = new ArrayList<>();
        areas.add(new Area("england", "England", Area.Kind.COUNTRY, null, List.of(Membership.always("london"))));
        areas.add(new Area("london", "London", Area.Kind.REGION, null, List.of()));
        areas.add(new Area(named, "Towns", Area.Kind.OTHER, null, List.of(new Membership("301", from, null))));
        return new Areas(areas);
    }
}
