package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** What is written by hand is what Avro's own writer would write. */
class EncodersTest {
    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());

    EncodersTest() {
        SchemaRegistration.register(serdes.registry());
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return RandomHistories.events();
    }

    @Property(tries = 300)
    void rowsOfRandomHistoriesAreAvros(@ForAll("events") List<Event> events) {
        RowEncoder encoder = new RowEncoder(serdes.authorityRatings().serializer());
        Map<String, AuthorityHistory> histories = new HashMap<>();
        for (Event event : events) {
            Outcome outcome = event instanceof Event.Published published
                    ? history(histories, published.inspection().authorityId()).apply(published.inspection())
                    : registered(histories, (Event.Registered) event);
            if (outcome instanceof Outcome.Applied applied) {
                histories.put(applied.history().authorityId(), applied.history());
                assertRow(encoder, applied.history());
            }
        }
    }

    private static Outcome registered(Map<String, AuthorityHistory> histories, Event.Registered event) {
        return history(histories, event.authority().authorityId())
                .register(new Registration(event.authority(), event.revision()));
    }

    private static AuthorityHistory history(Map<String, AuthorityHistory> histories, String authorityId) {
        return histories.getOrDefault(authorityId, AuthorityHistory.empty(authorityId));
    }

    @Test
    void rowsOfTheRealHistoryAreAvros() {
        RowEncoder encoder = new RowEncoder(serdes.authorityRatings().serializer());
        Map<String, List<Inspection>> byAuthority =
                RealHistory.inspections().stream().collect(Collectors.groupingBy(Inspection::authorityId));
        for (Authority authority : ReferenceFiles.bundledAuthorities()) {
            List<Inspection> inspections = byAuthority.getOrDefault(authority.authorityId(), List.of());
            assertRow(
                    encoder,
                    new AuthorityHistory(authority.authorityId(), new Registration(authority, 5), inspections));
        }
    }

    private void assertRow(RowEncoder encoder, AuthorityHistory history) {
        byte[] row = encoder.encode(history);
        assertThat(row)
                .isEqualTo(serdes.authorityRatings()
                        .serializer()
                        .serialize(Topics.AUTHORITY_RATINGS.name(), HistoryRecords.toRecord(history)));
        assertThat((long) row.length).isLessThan(RowEncoder.mostBytes(history) + 20_000);
    }

    @Test
    void ratingChangesOfTheRealHistoryAreAvros(@TempDir Path state) {
        try (PipelineDriver pipeline = new PipelineDriver(state)) {
            ReferenceFiles.bundledAuthorities().forEach(authority -> pipeline.register(authority, 1));
            RealHistory.inspections().forEach(pipeline::publish);

            List<byte[]> published = pipeline.values(Topics.RATING_CHANGED.name());
            assertThat(published).hasSizeGreaterThan(487).allSatisfy(bytes -> {
                InspectionChanges read =
                        pipeline.serdes.ratingChanged().deserializer().deserialize("rating-changed", bytes);
                assertThat(pipeline.serdes.ratingChanged().serializer().serialize("rating-changed", read))
                        .isEqualTo(bytes);
            });
        }
    }
}
