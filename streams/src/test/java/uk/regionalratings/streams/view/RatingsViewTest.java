package uk.regionalratings.streams.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

class RatingsViewTest {
    private static final LocalDate DAY = LocalDate.parse("2026-08-20");
    private static final List<AuthorityRatings> COMPLETE = BundledHistory.records();

    private final RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());

    private static Counts england(RatingsState state, LocalDate day) {
        return state.counts(Area.ENGLAND, Family.ANY, Judgement.OVERALL_EFFECTIVENESS, day);
    }

    /** A history as it was at some earlier time: only its first inspections, or not even its reference data. */
    private static AuthorityRatings earlier(AuthorityRatings complete, Random random) {
        AuthorityHistory history = HistoryRecords.toHistory(complete);
        int known = random.nextInt(history.inspections().size() + 1);
        Registration registration =
                random.nextInt(4) == 0 ? null : history.registration().orElseThrow();
        return HistoryRecords.toRecord(new AuthorityHistory(
                history.authorityId(), registration, history.inspections().subList(0, known)));
    }

    @Property(tries = 20)
    void dependsOnTheLastRecordOfEachAuthorityAlone(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        RatingsView expected = BundledHistory.view();

        // When: each authority is updated with older records and then the complete one, in any order
        for (int i = 0; i < 200; i++) {
            AuthorityRatings any = COMPLETE.get(random.nextInt(COMPLETE.size()));
            if (random.nextInt(10) == 0) {
                view.remove(any.getAuthorityId());
            } else {
                view.update(earlier(any, random));
            }
        }
        List<AuthorityRatings> last = new ArrayList<>(COMPLETE);
        java.util.Collections.shuffle(last, random);
        last.forEach(view::update);

        // Then
        for (Area area : view.areas().all()) {
            for (Family family : Family.values()) {
                for (Judgement judgement : Judgement.values()) {
                    LocalDate day = LocalDate.parse("2014-01-01").plusDays(random.nextInt(4_700));
                    assertThat(view.<Counts>read(state -> state.counts(area.areaId(), family, judgement, day)))
                            .isEqualTo(expected.<Counts>read(
                                    state -> state.counts(area.areaId(), family, judgement, day)));
                }
            }
        }
        assertThat(view.<List<AuthorityHistory>>read(state -> List.copyOf(state.authorities())))
                .isEqualTo(expected.<List<AuthorityHistory>>read(state -> List.copyOf(state.authorities())));
    }

    @Example
    void countsAuthoritiesWhoseRegionItDoesNotKnow() {
        List<Area> fewer = view.areas().all().stream()
                .filter(area -> !area.areaId().equals("london"))
                .map(area -> new Area(
                        area.areaId(),
                        area.name(),
                        area.kind(),
                        area.gssCode(),
                        area.memberships().stream()
                                .filter(membership -> !membership.member().equals("london"))
                                .toList()))
                .toList();
        RatingsView narrow = new RatingsView(new Areas(fewer));

        COMPLETE.forEach(narrow::update);
        COMPLETE.forEach(narrow::update);

        assertThat(narrow.withoutRegion()).isEqualTo(33);
        assertThat(narrow.listed()).isEqualTo(COMPLETE.size() - 33);
        COMPLETE.forEach(row -> narrow.remove(row.getAuthorityId()));
        assertThat(narrow.withoutRegion()).isZero();
    }

    @Example
    void holdsButDoesNotShowAnAuthorityWhoseReferenceDataIsMissing() {
        AuthorityHistory complete = HistoryRecords.toHistory(COMPLETE.get(0));
        AuthorityHistory early = new AuthorityHistory(complete.authorityId(), null, complete.inspections());

        view.update(HistoryRecords.toRecord(early));

        assertThat(view.unlisted()).isEqualTo(1);
        assertThat(view.listed()).isZero();
        assertThat(view.<Counts>read(state -> england(state, DAY)).isZero()).isTrue();
        assertThat(view.<Boolean>read(
                        state -> state.find(complete.authorityId()).isEmpty()))
                .isTrue();
    }

    @Example
    void forgetsWhatWasRemoved() {
        COMPLETE.forEach(view::update);
        long before = view.version();

        COMPLETE.forEach(complete -> view.remove(complete.getAuthorityId()));

        assertThat(view.version()).isGreaterThan(before);
        assertThat(view.listed() + view.unlisted()).isZero();
        assertThat(view.<Counts>read(state -> england(state, DAY)).isZero()).isTrue();
        assertThat(view.<Optional<LocalDate>>read(
                        state -> state.firstRated(Area.ENGLAND, Family.ANY, Judgement.OVERALL_EFFECTIVENESS)))
                .isEmpty();
    }

    @Example
    void meansTheAuthorityThatStillExistsWhenTwoClaimAnAlias() {
        view.update(named("901", LocalDate.parse("2020-03-31")));
        view.update(named("902", null));
        view.update(named("903", null));

        assertThat(view.<String>read(
                        state -> state.find("SAME-name").orElseThrow().authorityId()))
                .isEqualTo("902");
        view.remove("902");
        assertThat(view.<String>read(
                        state -> state.find("same-name").orElseThrow().authorityId()))
                .isEqualTo("903");
        assertThat(view.<String>read(state -> state.find("901").orElseThrow().authorityId()))
                .isEqualTo("901");
    }

    private static AuthorityRatings named(String authorityId, LocalDate abolishedOn) {
        Authority authority = new Authority(
                authorityId, null, null, "Same Name", "same-name", "london", null, abolishedOn, List.of(), null, null);
        return HistoryRecords.toRecord(new AuthorityHistory(authorityId, new Registration(authority, 1), List.of()));
    }

    @Example
    void letsReadersSeeNothingThatDoesNotAddUpWhileItIsUpdated() throws Exception {
        COMPLETE.forEach(view::update);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            // Given
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                reading.add(readers.submit(() -> readUntil(over)));
            }

            // When
            Random random = new Random(1);
            for (int i = 0; i < 4_000; i++) {
                AuthorityRatings any = COMPLETE.get(random.nextInt(COMPLETE.size()));
                view.update(random.nextBoolean() ? any : earlier(any, random));
            }
            over.set(true);

            // Then
            for (Future<Integer> reader : reading) {
                assertThat(reader.get()).isPositive();
            }
        } finally {
            over.set(true);
            readers.shutdownNow();
        }
    }

    private int readUntil(AtomicBoolean over) {
        int reads = 0;
        LocalDate day = LocalDate.parse("2014-03-01");
        do {
            day = day.isAfter(DAY) ? LocalDate.parse("2014-03-01") : day.plusDays(17);
            LocalDate asked = day;
            view.read(state -> {
                check(state, asked);
                return true;
            });
            reads++;
        } while (!over.get());
        return reads;
    }

    private void check(RatingsState state, LocalDate day) {
        Counts england = england(state, day);
        Counts regions = view.areas().regionIds().stream()
                .map(region -> state.counts(region, Family.ANY, Judgement.OVERALL_EFFECTIVENESS, day))
                .reduce(Counts.ZERO, Counts::plus);
        assertThat(england).isEqualTo(regions);
        assertThat(england.rated() + england.notRated()).isEqualTo(england.authorities());
        List<AuthorityHistory> listed = state.authorities().stream()
                .filter(history -> history.authority().orElseThrow().existsOn(day))
                .toList();
        assertThat(listed).hasSize(england.authorities());
        assertThat(listed.stream().filter(history -> history.standing(
                                Family.ANY,
                                Judgement.OVERALL_EFFECTIVENESS,
                                inspection -> !inspection.publishedOn().isAfter(day))
                        .isPresent()))
                .hasSize(england.rated());
    }
}
