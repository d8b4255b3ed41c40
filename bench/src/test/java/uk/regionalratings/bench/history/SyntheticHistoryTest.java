package uk.regionalratings.bench.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.AuthorityCheck;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionCheck;
import uk.regionalratings.vocabulary.Judgement;

class SyntheticHistoryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final int EVENTS = 20_000;

    private final Areas areas = ReferenceFiles.bundledAreas();
    private final Scale scale = new Scale(500, EVENTS, 3_000, 0.1, 0.05, 0.08, false);
    private final List<Inspection> events = events(42);

    private List<Inspection> events(long seed) {
        SyntheticHistory history = new SyntheticHistory(seed, scale, areas);
        return LongStream.range(0, EVENTS).mapToObj(history::event).toList();
    }

    @Test
    void theSameSeedGivesTheSameEventsAndAnotherSeedOthers() {
        assertThat(events(42)).isEqualTo(events);
        assertThat(events(43)).isNotEqualTo(events);
    }

    @Test
    void everythingCanBeCounted() {
        SyntheticHistory history = new SyntheticHistory(42, scale, areas);

        assertThat(events).allSatisfy(event -> assertThat(InspectionCheck.problems(event, TODAY))
                .isEmpty());
        assertThat(LongStream.range(0, 500).mapToObj(number -> history.authority((int) number)))
                .allSatisfy(authority ->
                        assertThat(AuthorityCheck.problems(authority, areas)).isEmpty());
        assertThat(events).allMatch(event -> event.makes(Judgement.OVERALL_EFFECTIVENESS));
        // The judgements of the reports before 2026; later reports may make others.
        assertThat(events.stream().flatMap(event -> event.grades().keySet().stream()))
                .contains(
                        Judgement.OVERALL_EFFECTIVENESS,
                        Judgement.IMPACT_OF_LEADERS,
                        Judgement.HELP_AND_PROTECTION,
                        Judgement.IN_CARE,
                        Judgement.CARE_LEAVERS,
                        Judgement.IN_CARE_AND_CARE_LEAVERS,
                        Judgement.ADOPTION);
    }

    @Test
    void sharesAreAsAskedFor() {
        Set<Inspection> known = new HashSet<>();
        long repeated = events.stream().filter(event -> !known.add(event)).count();
        long corrected = known.stream().filter(event -> event.revision() > 1).count();
        Map<String, LocalDate> newestByAuthority = new HashMap<>();
        long late = 0;
        LocalDate latest = LocalDate.MIN;
        for (Inspection event : events) {
            late += event.publishedOn().isBefore(latest) && event.revision() == 1 ? 1 : 0;
            latest = event.publishedOn().isAfter(latest) ? event.publishedOn() : latest;
            newestByAuthority.merge(event.authorityId(), event.publishedOn(), (a, b) -> a.isAfter(b) ? a : b);
        }

        assertThat((double) repeated / EVENTS).isCloseTo(0.05, within(0.01));
        assertThat((double) corrected / EVENTS).isCloseTo(0.08, within(0.01));
        // Repeated events also count as late.
        assertThat((double) late / EVENTS).isBetween(0.07, 0.15);
        assertThat(newestByAuthority).hasSize(500);
        assertThat(known.stream().map(Inspection::inspectionId).distinct().count() / 500.0)
                .isCloseTo(scale.inspectionsPerAuthority(), within(1.0));
    }

    @Test
    void oneJudgementIsAllThatIsMadeWhereSoAskedFor() {
        SyntheticHistory history =
                new SyntheticHistory(42, new Scale(500, EVENTS, 3_000, 0.1, 0.05, 0.08, true), areas);

        assertThat(LongStream.range(0, EVENTS).mapToObj(history::event))
                .allMatch(event -> event.grades().keySet().equals(Set.of(Judgement.OVERALL_EFFECTIVENESS)));
    }

    @Test
    void inspectionsSpreadOverTheDays() {
        assertThat(events.stream().map(Inspection::publishedOn).distinct().count())
                .isBetween(2_800L, 3_000L);
    }

    @Test
    void newsComesAfterTheHistory() {
        SyntheticHistory history = new SyntheticHistory(42, new Scale(500, EVENTS, 3_000, 0, 0, 0, false), areas);

        assertThat(history.news(EVENTS + 7L).publishedOn()).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(history.news(EVENTS + 7L)).isNotEqualTo(history.news(EVENTS + 8L));
    }

    @Test
    void scalesThatMakeNoHistoryAreRefused() {
        assertThatThrownBy(() -> new Scale(0, 1, 1, 0, 0, 0, false)).hasMessageContaining("authorities");
        assertThatThrownBy(() -> new Scale(1, 1, 1, 0, 0.6, 0.4, false)).hasMessageContaining("less than 1");
        assertThat(Scale.of(1_000, 1).digits()).isEqualTo(3);
        assertThat(Scale.of(1_001, 1).digits()).isEqualTo(4);
    }
}
