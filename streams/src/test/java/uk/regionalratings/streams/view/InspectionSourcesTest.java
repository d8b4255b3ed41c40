package uk.regionalratings.streams.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Provenance;

class InspectionSourcesTest {
    private static final Inspection INSPECTION = RealHistory.inspections().get(0);
    private static final Instant TIME = Instant.parse("2026-08-20T09:30:00Z");

    @Test
    void theFirstRetrievalCountsInWhateverOrderTheyAreHeardOf() {
        Provenance first = Provenance.of("https://b.example", "22", TIME);
        List<Provenance> all = new ArrayList<>(List.of(
                first,
                Provenance.of("https://a.example", "11", TIME.plusSeconds(1)),
                Provenance.of("https://c.example", "00", TIME),
                Provenance.of("https://b.example", "33", TIME),
                new Provenance("https://a.example", "11", null),
                new Provenance("https://b.example", null, TIME)));
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(all, random);
            InspectionSources sources = new InspectionSources();

            all.forEach(one -> sources.add(INSPECTION, one));

            assertThat(sources.of(INSPECTION)).contains(first);
        }
    }

    @Test
    void whatIsHeardTwiceChangesNothing() {
        InspectionSources sources = new InspectionSources();
        sources.add(INSPECTION, Provenance.of("https://a.example", "11", TIME));
        long version = sources.version();

        sources.add(INSPECTION, Provenance.of("https://a.example", "11", TIME));

        assertThat(sources.version()).isEqualTo(version).isPositive();
    }

    @Test
    void anotherContentUnderTheSameRevisionHasNoDocument() {
        InspectionSources sources = new InspectionSources();
        sources.add(INSPECTION, Provenance.of("https://a.example", "11", TIME));
        Inspection other = INSPECTION.withdrawal(INSPECTION.revision(), "a mistake");

        assertThat(sources.of(other)).isEmpty();
        assertThat(sources.of(INSPECTION)).isPresent();
    }
}
