package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The invariant of DESIGN.md section 2: whatever order events arrive in, how often, corrected, withdrawn, contradicted, before or
 * after the reference data they need, the published tables are the same, and equal a recount from the events.
 */
class OrderDoesNotMatterTest {
    private static final Areas AREAS = ReferenceFiles.bundledAreas();

    private static Path stateDir;

    @BeforeContainer
    static void makeStateDir() throws IOException {
        stateDir = Files.createTempDirectory("order");
    }

    @AfterContainer
    static void removeStateDir() throws IOException {
        try (var files = Files.walk(stateDir)) {
            files.sorted(Collections.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    @Provide
    Arbitrary<List<RandomHistories.Event>> events() {
        return RandomHistories.events();
    }

    @Property(tries = 1_000)
    void tablesDependOnTheSetOfEventsAlone(
            @ForAll("events") List<RandomHistories.Event> events, @ForAll Random random) {
        List<RandomHistories.Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        Tables one = replay(events);
        Tables other = replay(shuffled);

        assertThat(other.authorities).isEqualTo(one.authorities);
        assertThat(other.areas).isEqualTo(one.areas);
        assertThat(other.changes).isEqualTo(one.changes);
        EventRecount recount = new EventRecount(events);
        assertEqualsRecount(one, recount);
        assertAnswersEqualRecount(one, recount);
    }

    /** Every day of the random history and the days around it, for areas of each kind. */
    private static void assertAnswersEqualRecount(Tables tables, EventRecount recount) {
        RatingsView view = new RatingsView(AREAS);
        tables.authorities.values().forEach(view::update);
        for (Judgement judgement : List.of(Judgement.OVERALL_EFFECTIVENESS, Judgement.IN_CARE)) {
            for (int day = -1; day <= RandomHistories.DAYS + 1; day++) {
                LocalDate asOf = RandomHistories.START.plusDays(day);
                for (Family family : Family.values()) {
                    Counts regions = Counts.ZERO;
                    for (Area area : AREAS.all()) {
                        Counts answer = view.read(reading -> reading.counts(area.areaId(), family, judgement, asOf));
                        if (area.kind() == Area.Kind.REGION) {
                            regions = regions.plus(answer);
                        } else {
                            assertThat(numbers(answer)).isEqualTo(recount.counts(area, family, judgement, asOf));
                        }
                    }
                    assertThat(numbers(regions))
                            .isEqualTo(recount.counts(AREAS.find(Area.ENGLAND).orElseThrow(), family, judgement, asOf));
                }
            }
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

    private static void assertEqualsRecount(Tables tables, EventRecount recount) {
        assertThat(tables.changes).isEqualTo(recount.changes());
        for (Area area : AREAS.all()) {
            for (Family family : Family.values()) {
                for (Judgement judgement : Judgement.values()) {
                    LocalDate last = recount.lastPublication(area, family, judgement);
                    AreaRatings published = tables.areas.get(area.areaId() + "/" + family.id() + "/" + judgement.id());
                    if (published == null) {
                        assertThat(last).isNull();
                    } else {
                        assertThat(published.getAsOf()).isEqualTo(last);
                        assertThat(numbers(published))
                                .isEqualTo(
                                        recount.counts(area, family, judgement, last == null ? LocalDate.EPOCH : last));
                    }
                }
            }
        }
    }

    private static List<Integer> numbers(AreaRatings ratings) {
        List<Integer> numbers = new ArrayList<>(
                ratings.getCounts().stream().map(GradeCount::getAuthorities).toList());
        int rated = numbers.stream().mapToInt(Integer::intValue).sum();
        assertThat(rated + ratings.getNotRated()).isEqualTo(ratings.getAuthorities());
        numbers.addAll(List.of(ratings.getSuperseded(), ratings.getNotRated(), ratings.getAuthorities()));
        return numbers;
    }

    private static Tables replay(List<RandomHistories.Event> events) {
        try (PipelineDriver pipeline = new PipelineDriver(stateDir)) {
            for (RandomHistories.Event event : events) {
                if (event instanceof RandomHistories.Event.Published published) {
                    pipeline.publish(published.inspection());
                } else if (event instanceof RandomHistories.Event.Registered registered) {
                    pipeline.register(registered.authority(), registered.revision());
                }
            }
            Tables tables = new Tables(
                    new HashMap<>(pipeline.authorityRatings()),
                    new HashMap<>(pipeline.areaRatings()),
                    describe(pipeline.changes().values()));
            assertThat(pipeline.readModel).isEqualTo(tables.authorities);
            assertAddsUp(
                    pipeline.tallies().values(),
                    events.size(),
                    pipeline.rejections().size());
            return tables;
        }
    }

    private static void assertAddsUp(Collection<InputTally> tallies, int sent, int rejected) {
        assertThat(tallies.stream().mapToLong(InputTally::getReceived).sum()).isEqualTo(sent);
        assertThat(tallies.stream().mapToLong(InputTally::getRejected).sum()).isEqualTo(rejected);
        assertThat(tallies)
                .allMatch(tally ->
                        tally.getReceived() == tally.getApplied() + tally.getDuplicate() + tally.getRejected());
    }

    /** What every order must agree on; version, lateness and the counts at emission tell of the order itself. */
    private static Map<String, String> describe(Collection<RatingChanged> changes) {
        Map<String, String> described = new TreeMap<>();
        for (RatingChanged change : changes) {
            if (!change.getRetracted()) {
                described.put(
                        change.getId(),
                        change.getJudgement() + " " + change.getFrom() + " " + change.getTo()
                                + (change.getFirstOfItsKind() ? " first" : ""));
            }
        }
        return described;
    }

    private record Tables(
            Map<String, AuthorityRatings> authorities, Map<String, AreaRatings> areas, Map<String, String> changes) {}
}
