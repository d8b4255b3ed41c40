package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Lineage.Kind;
import uk.regionalratings.vocabulary.Lineage.Link;

class LineageTest {
    private static final LocalDate DAY = LocalDate.parse("2027-04-01");

    private final Lineage bundled = new Lineage(ReferenceFiles.bundledAuthorities());

    @Test
    void followsFromTheSuccessorsThatTheBundledFileNames() {
        LocalDate dorset = LocalDate.parse("2019-04-01");

        assertThat(bundled.successorsOf("909"))
                .containsExactly(
                        new Link("909", "942", LocalDate.parse("2023-04-01"), Kind.SPLIT),
                        new Link("909", "943", LocalDate.parse("2023-04-01"), Kind.SPLIT));
        assertThat(bundled.successorsOf("928")).extracting(Link::successorId).containsExactly("940", "941");
        assertThat(bundled.predecessorsOf("839"))
                .containsExactly(
                        new Link("835", "839", dorset, Kind.SPLIT_AND_MERGED),
                        new Link("836", "839", dorset, Kind.MERGED),
                        new Link("837", "839", dorset, Kind.MERGED));
        assertThat(bundled.predecessorsOf("838")).containsExactly(new Link("835", "838", dorset, Kind.SPLIT));
        assertThat(bundled.predecessorsOf("394")).isEmpty();
        assertThat(bundled.isSuccessor("838")).isTrue();
        assertThat(bundled.isSuccessor("835")).isFalse();
    }

    @Test
    void holdsFromTheDayOnWhichTheServicesPassed() {
        Lineage lineage = new Lineage(List.of(
                authority("301", null, DAY.minusDays(1), "302"),
                authority("302", DAY.plusDays(3), null),
                authority("303", null, null, "304"),
                authority("304", DAY.plusDays(5), null),
                authority("305", null, null, "306", "305")));

        Link replaced = lineage.predecessorsOf("302").get(0);
        assertThat(replaced.kind()).isEqualTo(Kind.REPLACED);
        assertThat(replaced.holdsOn(DAY)).isTrue();
        assertThat(replaced.holdsOn(DAY.minusDays(1))).isFalse();
        assertThat(lineage.predecessorsOf("304")).extracting(Link::day).containsExactly(DAY.plusDays(5));
        // Nobody knows when, and nobody is its own successor.
        assertThat(lineage.successorsOf("305")).singleElement().satisfies(link -> assertThat(link.holdsOn(DAY))
                .isFalse());
    }

    private static Authority authority(
            String id, @Nullable LocalDate first, @Nullable LocalDate last, String... successors) {
        return new Authority(id, null, null, id, id, "london", first, last, List.of(successors), null, null);
    }
}
