package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Areas;

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
            files.sorted(Collections.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return RandomHistories.events();
    }

    @Property(tries = 1_000)
    void tablesDependOnTheSetOfEventsAlone(@ForAll("events") List<Event> events, @ForAll Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        PublishedTables one = replay(events);
        PublishedTables other = replay(shuffled);

        assertThat(other.authorities()).isEqualTo(one.authorities());
        assertThat(other.areas()).isEqualTo(one.areas());
        assertThat(other.changesThatHold()).isEqualTo(one.changesThatHold());
        one.assertEquals(new EventRecount(events), AREAS);
    }

    private static PublishedTables replay(List<Event> events) {
        try (PipelineDriver pipeline = new PipelineDriver(stateDir)) {
            for (Event event : events) {
                if (event instanceof Event.Published published) {
                    pipeline.publish(published.inspection());
                } else if (event instanceof Event.Registered registered) {
                    pipeline.register(registered.authority(), registered.revision());
                }
            }
            PublishedTables tables = new PublishedTables(
                    new HashMap<>(pipeline.authorityRatings()),
                    new HashMap<>(pipeline.areaRatings()),
                    List.copyOf(pipeline.changes().values()));
            assertThat(pipeline.readModel).isEqualTo(tables.authorities());
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
}
