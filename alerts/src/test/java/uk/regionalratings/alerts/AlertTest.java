package uk.regionalratings.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.reference.ReferenceFiles;

/** Identity, filter and freshness of alerts. */
class AlertTest {
    private static final LocalDate TODAY = LocalDate.of(2021, 8, 25);

    @Test
    void theSameVersionHasTheSameIdWheneverItIsSentAndAnotherVersionHasAnother() {
        RatingChanged second =
                RatingChanged.newBuilder(Changes.sunderland()).setVersion(2).build();

        assertThat(Alert.of(Changes.sunderland(), Instant.EPOCH).deliveryId())
                .isEqualTo(Changes.alert().deliveryId())
                .matches("rc_[A-Za-z0-9_-]{22}")
                .isNotEqualTo(Alert.of(second, Instant.EPOCH).deliveryId());
    }

    @Test
    void areasAndAuthoritiesAddUpWhileEverythingElseNarrowsDown() {
        RatingChanged change = Changes.sunderland();

        assertThat(filter(Set.of("london"), Set.of("394")).matches(change)).isTrue();
        assertThat(filter(Set.of("north-east"), Set.of("301")).matches(change)).isTrue();
        assertThat(filter(Set.of("london"), Set.of("301")).matches(change)).isFalse();
        assertThat(narrowed(Set.of("OVERALL_EFFECTIVENESS"), Set.of("IMPROVED"), Set.of("INADEQUATE"))
                        .matches(change))
                .isTrue();
        assertThat(narrowed(Set.of("IN_CARE"), Set.of(), Set.of()).matches(change))
                .isFalse();
        assertThat(narrowed(Set.of(), Set.of("DECLINED"), Set.of()).matches(change))
                .isFalse();
        assertThat(narrowed(Set.of(), Set.of(), Set.of("GOOD")).matches(change)).isFalse();
    }

    @Test
    void anAreaMatchesWhileTheAuthorityLiesInIt() {
        AlertFilter northEast = filter(Set.of("north-east-combined"), Set.of());
        RatingChanged before = Changes.sunderland();
        RatingChanged since = RatingChanged.newBuilder(before)
                .setPublishedOn(LocalDate.of(2024, 5, 7))
                .build();

        assertThat(filter(Set.of("north"), Set.of()).matches(before)).isTrue();
        assertThat(northEast.matches(before)).isFalse();
        assertThat(northEast.matches(since)).isTrue();
    }

    @Test
    void lateNewsAndRetractionsMatchOnlyWhereTheyAreAskedFor() {
        RatingChanged late =
                RatingChanged.newBuilder(Changes.sunderland()).setLate(true).build();
        RatingChanged retracted = RatingChanged.newBuilder(Changes.sunderland())
                .setRetracted(true)
                .build();
        AlertFilter usual = filter(Set.of(), Set.of());

        assertThat(usual.matches(late)).isFalse();
        assertThat(usual.matches(retracted)).isFalse();
        assertThat(AlertFilter.everything().matches(late)).isTrue();
        assertThat(AlertFilter.everything().matches(retracted)).isTrue();
    }

    @Test
    void newsGoesStaleUnlessItIsOnOrAfterTheStartDay() {
        RatingChanged change = Changes.sunderland();
        LocalDate publishedOn = change.getPublishedOn();

        assertThat(new Freshness(Period.ofDays(5), null).isFresh(change, TODAY)).isTrue();
        assertThat(new Freshness(Period.ofDays(4), null).isFresh(change, TODAY)).isFalse();
        assertThat(new Freshness(Period.ofDays(4), publishedOn).isFresh(change, TODAY))
                .isTrue();
        assertThat(new Freshness(Period.ofDays(4), publishedOn.plusDays(1)).isFresh(change, TODAY))
                .isFalse();
        assertThat(new Freshness(null, publishedOn.plusDays(1)).isFresh(change, TODAY))
                .isFalse();
        assertThat(Freshness.OFF.isFresh(change, LocalDate.of(2050, 1, 1))).isTrue();
    }

    private static AlertFilter filter(Set<String> areas, Set<String> authorities) {
        return new AlertFilter(
                areas,
                ReferenceFiles.bundledAreas()::contains,
                authorities,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                false,
                false);
    }

    private static AlertFilter narrowed(Set<String> judgements, Set<String> directions, Set<String> from) {
        return new AlertFilter(
                Set.of(),
                ReferenceFiles.bundledAreas()::contains,
                Set.of(),
                judgements,
                directions,
                from,
                Set.of(),
                true,
                false,
                false);
    }
}
