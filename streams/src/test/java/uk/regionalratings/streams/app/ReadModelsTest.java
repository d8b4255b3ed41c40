package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.topology.HistoryRecords;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.Emission;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;

/** What is read back at the start and what comes later must end in the same read models. */
class ReadModelsTest {
    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
    private final ReadModels models = models();

    private ReadModels models() {
        SchemaRegistration.register(serdes.registry());
        Clock clock = Clock.systemUTC();
        return new ReadModels(
                new RatingsView(ReferenceFiles.bundledAreas()),
                new ChangesView(),
                serdes,
                new RejectionMeters(),
                new Canaries(Duration.ZERO, new HashMap<>(), clock),
                clock);
    }

    private void tell(AuthorityRatings row) {
        try (Serializer<AuthorityRatings> serializer = serdes.authorityRatings().serializer()) {
            models.ratings(row.getAuthorityId(), serializer.serialize(Topics.AUTHORITY_RATINGS.name(), row), null);
        }
    }

    private void tell(Emission emission) {
        byte[] record = serdes.ratingChanged().serializer().serialize(Topics.RATING_CHANGED.name(), emission.change());
        models.changed(emission.partition(), emission.offset(), record, 1);
    }

    private static AuthorityRatings withoutItsLastInspection(AuthorityRatings complete) {
        int known = complete.getInspections().size() - 1;
        return HistoryRecords.toRecord(HistoryRecords.toHistory(AuthorityRatings.newBuilder(complete)
                .setInspections(complete.getInspections().subList(0, known))
                .build()));
    }

    @Test
    void holdTheLastRowOfEachAuthorityThatWasReadBack() {
        // Given rows of half a history, then the complete ones, as they may lie in the topic
        BundledHistory.records().stream()
                .filter(row -> !row.getInspections().isEmpty())
                .forEach(row -> tell(withoutItsLastInspection(row)));
        BundledHistory.records().forEach(this::tell);

        // When
        models.live();

        // Then each was counted once
        assertThat(BundledHistory.records()).allMatch(models.ratings()::holds);
        assertThat(models.ratings().version())
                .isEqualTo(BundledHistory.records().size());
    }

    @Test
    void holdWhatCameLaterToo() {
        // Given
        AuthorityRatings sunderland = BundledHistory.records().stream()
                .filter(row -> row.getAuthorityId().equals("394"))
                .findFirst()
                .orElseThrow();
        tell(withoutItsLastInspection(sunderland));
        models.live();
        assertThat(models.ratings().holds(sunderland)).isFalse();

        // When
        tell(sunderland);

        // Then
        assertThat(models.ratings().holds(sunderland)).isTrue();
    }

    @Test
    void tellTheSameChangesWhetherReadBackOrNew() {
        List<Emission> all = PublishedChanges.emissions();
        all.subList(0, 1_000).forEach(this::tell);
        models.live();
        all.subList(1_000, all.size()).forEach(this::tell);

        ChangesView expected = PublishedChanges.view();
        assertThat(models.changes().list(any -> true, null, Integer.MAX_VALUE))
                .isEqualTo(expected.list(any -> true, null, Integer.MAX_VALUE));
        assertThat(models.changes().version()).isEqualTo(expected.version());
    }
}
