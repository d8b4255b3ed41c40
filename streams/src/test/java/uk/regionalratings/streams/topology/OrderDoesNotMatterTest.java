package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.recount.Facts;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The invariant of docs/domain-rules.md: whatever order events arrive in, how often, corrected, withdrawn, contradicted, before or
 * after the reference data they need, in their key's partition or in another one, the published tables are the same, and equal a recount
 * from the events. Several partitions have the tests on a real broker that tell a rough history.
 */
@Tag("sized")
class OrderDoesNotMatterTest {
    @Provide
    Arbitrary<List<Event>> events() {
        return RandomHistories.events();
    }

    @Provide
    Arbitrary<Areas> areas() {
        return RandomHistories.areas();
    }

    @Property
    @AddLifecycleHook(HistoriesToTry.class)
    void tablesDependOnTheSetOfEventsAlone(
            @ForAll("events") List<Event> events, @ForAll("areas") Areas areas, @ForAll Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        PublishedTables one = replay(events, areas, () -> false);
        PublishedTables other = replay(shuffled, areas, random::nextBoolean);

        assertThat(other.authorities()).isEqualTo(one.authorities());
        assertThat(other.areas()).isEqualTo(one.areas());
        assertThat(other.changesThatHold()).isEqualTo(one.changesThatHold());
        EventRecount recount = new EventRecount(events, areas);
        one.assertEquals(recount, areas);
        assertAnswersEqualRecount(one, recount, areas);
        assertCountsAreOfTheAreasOfTheDay(one, areas);
    }

    /** Every day of the random history and the days around it, for areas of each kind. */
    private static void assertAnswersEqualRecount(PublishedTables tables, EventRecount recount, Areas areas) {
        RatingsView view = new RatingsView(areas);
        tables.authorities().values().forEach(view::update);
        for (Judgement judgement : List.of(Judgement.OVERALL_EFFECTIVENESS, Judgement.IN_CARE)) {
            for (int day = -1; day <= RandomHistories.DAYS + 1; day++) {
                LocalDate asOf = RandomHistories.START.plusDays(day);
                for (Family family : Family.values()) {
                    Counts regions = Counts.ZERO;
                    for (Area area : areas.all()) {
                        Counts answer = view.read(reading -> reading.counts(area.areaId(), family, judgement, asOf));
                        if (area.kind() == Area.Kind.REGION) {
                            regions = regions.plus(answer);
                        } else {
                            assertThat(numbers(answer)).isEqualTo(recount.counts(area, family, judgement, asOf));
                        }
                    }
                    assertThat(numbers(regions))
                            .isEqualTo(recount.counts(areas.find(Area.ENGLAND).orElseThrow(), family, judgement, asOf));
                }
            }
        }
    }

    private static void assertCountsAreOfTheAreasOfTheDay(PublishedTables tables, Areas areas) {
        for (InspectionChanges record : tables.changes()) {
            List<String> expected =
                    areas.on(record.getPublishedOn(), record.getAuthorityId(), record.getRegion()).stream()
                            .map(Area::areaId)
                            .toList();
            record.getChanges().forEach(change -> assertThat(
                            change.getCounts().stream().map(AreaCounts::getArea).distinct())
                    .containsExactlyElementsOf(expected));
        }
    }

    private static List<Integer> numbers(Counts counts) {
        List<Integer> numbers = new ArrayList<>();
        for (Grade grade : Grade.values()) {
            numbers.add(counts.of(grade));
        }
        assertThat(counts.rated() + counts.notRated()).isEqualTo(counts.authorities());
        numbers.addAll(List.of(counts.superseded(), counts.notRated(), counts.authorities()));
        return numbers;
    }

    private static PublishedTables replay(List<Event> events, Areas areas, BooleanSupplier elsewhere) {
        try (PipelineDriver pipeline = new PipelineDriver(areas)) {
            for (Event event : events) {
                pipeline.elsewhere(elsewhere.getAsBoolean());
                if (event instanceof Event.Published published) {
                    pipeline.publish(published.inspection());
                } else if (event instanceof Event.Registered registered) {
                    pipeline.register(registered.authority(), registered.revision());
                }
            }
            PublishedTables tables = new PublishedTables(
                    new HashMap<>(pipeline.authorityRatings()),
                    new HashMap<>(pipeline.areaRatings()),
                    List.copyOf(pipeline.records()));
            assertThat(pipeline.told.ratings).isEqualTo(tables.authorities());
            Map<String, Long> waiting = new HashMap<>();
            pipeline.tallies().forEach((row, tally) -> {
                if (row.startsWith(TopologyNames.WAITING)) {
                    waiting.put(row, tally.getWaiting());
                }
            });
            Map<String, Long> expected = new HashMap<>();
            Facts.of(events)
                    .waiting()
                    .forEach((id, inspections) -> expected.put(TopologyNames.waitingRow(id), (long) inspections));
            assertThat(waiting).isEqualTo(expected);
            assertAddsUp(
                    pipeline.tallies().values(),
                    events.size(),
                    pipeline.rejections().size());
            return tables;
        }
    }

    private static void assertAddsUp(Collection<InputTally> tallies, int sent, int rejected) {
        assertThat(Tallies.sum(tallies, InputTally::getReceived)).isEqualTo(sent);
        assertThat(Tallies.sum(tallies, InputTally::getRejected)).isEqualTo(rejected);
        assertThat(Tallies.sum(tallies, InputTally::getArrived)).isEqualTo(Tallies.sum(tallies, InputTally::getMoved));
        assertThat(tallies).allMatch(Tallies::addsUp);
    }
}
