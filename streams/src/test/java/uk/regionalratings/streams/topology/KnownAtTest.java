package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.Version;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/** What was known at an instant or a version is what a second installation knows that was fed up to there. */
class KnownAtTest {
    @Provide
    Arbitrary<List<Event>> events() {
        return RandomHistories.events();
    }

    /** All that a read model says of the authorities of the random histories. */
    private static List<Object> said(RatingsView view) {
        List<Object> said = new ArrayList<>();
        for (String authorityId : List.of("301", "302", "303", "304")) {
            said.add(view.history(authorityId).filter(row -> !row.equals(AuthorityHistory.empty(authorityId))));
        }
        for (Area area : view.areas().all()) {
            for (int day = 0; day <= RandomHistories.DAYS; day += 3) {
                LocalDate date = RandomHistories.START.plusDays(day);
                said.add(view.<Counts>read(
                        state -> state.counts(area.areaId(), Family.ANY, Judgement.HELP_AND_PROTECTION, date)));
            }
        }
        return said;
    }

    @Property(tries = 150)
    void equalsASecondReadModelThatWasFedUpToThere(@ForAll("events") List<Event> events, @ForAll long seed) {
        Random random = new Random(seed);
        FedView fed = new FedView();
        Map<Version, List<Object>> cited = new LinkedHashMap<>();
        for (Event event : events) {
            fed.send(event);
            // A commit comes now and then, and is asked between its rows, too.
            if (random.nextInt(3) == 0) {
                for (String row : fed.uncommitted(random)) {
                    fed.show(row);
                    cite(fed, cited);
                }
            }
            cite(fed, cited);
        }
        fed.commit();
        cite(fed, cited);

        cited.forEach((version, then) -> {
            Version written = Version.parse(version.toString()).orElseThrow();
            assertThat(said(fed.versions().at(written))).as(version.toString()).isEqualTo(then);
        });
        for (int count = 0; count <= events.size(); count++) {
            Instant instant = FedView.sentAt(count).minusMillis(1);
            RatingsView expected = FedView.of(events.subList(0, count));
            assertThat(said(fed.versions().at(fed.versions().at(instant))))
                    .as("after %s facts", count)
                    .isEqualTo(said(expected));
        }
    }

    /** What an answer is cited by, if it shows one version exactly; versions never go back. */
    private static void cite(FedView fed, Map<Version, List<Object>> cited) {
        VersionedView.State state = fed.versions().state();
        Optional<Version> last = cited.keySet().stream().reduce((earlier, later) -> later);
        last.ifPresent(earlier -> {
            assertThat(state.version().includes(earlier)).isTrue();
            assertThat(state.version().newest()).isAfterOrEqualTo(earlier.newest());
        });
        if (state.exact()) {
            List<Object> now = said(fed.view());
            assertThat(cited.getOrDefault(state.version(), now)).isEqualTo(now);
            cited.put(state.version(), now);
        }
    }
}
