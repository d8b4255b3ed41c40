package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import uk.regionalratings.compact.ChangesOutline;
import uk.regionalratings.compact.InspectionDecoder;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** What our own code writes is what Avro's writer would write, and what it reads is what Avro's reader would read. */
class EncodersTest {
    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
    private final RowReader rows = new RowReader(serdes);

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
            if (outcome(histories, event) instanceof Outcome.Applied applied) {
                histories.put(applied.history().authorityId(), applied.history());
                assertRow(encoder, applied.history());
            }
        }
    }

    private static Outcome outcome(Map<String, AuthorityHistory> histories, Event event) {
        return event instanceof Event.Published published
                ? history(histories, published.inspection().authorityId()).apply(published.inspection())
                : registered(histories, (Event.Registered) event);
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
        assertThat(RowReader.decode(row, null)).isEqualTo(history);
        assertThat(rows.readKept(row)).isEqualTo(history);
    }

    @Property(tries = 300)
    void rowsAreReadAsAvroReadsThemWhateverWasKnownBefore(@ForAll("events") List<Event> events) throws Exception {
        RowEncoder encoder = new RowEncoder(serdes.authorityRatings().serializer());
        Map<String, AuthorityHistory> histories = new HashMap<>();
        List<AuthorityHistory> steps = new ArrayList<>();
        for (Event event : events) {
            String authorityId = event instanceof Event.Published published
                    ? published.inspection().authorityId()
                    : ((Event.Registered) event).authority().authorityId();
            if (outcome(histories, event) instanceof Outcome.Applied applied) {
                steps.add(histories.getOrDefault(authorityId, AuthorityHistory.empty(authorityId)));
                histories.put(authorityId, applied.history());
            }
        }
        for (AuthorityHistory after : histories.values()) {
            byte[] row = encoder.encode(after);
            byte[] key = after.authorityId().getBytes(StandardCharsets.UTF_8);
            assertThat(rows.read(key, row, null)).isEqualTo(after);
            for (AuthorityHistory before : steps) {
                assertThat(rows.read(key, row, before)).isEqualTo(after);
                if (before.authorityId().equals(after.authorityId())) {
                    assertThat(RowReader.decode(row, before)).isEqualTo(after);
                }
            }
        }
    }

    @Property(tries = 500)
    void damagedRowsAreReadAsAvroReadsThem(@ForAll @IntRange(min = 5, max = 2_000) int place, @ForAll byte other) {
        byte[] row = new RowEncoder(serdes.authorityRatings().serializer()).encode(sunderland());
        if (place < row.length) {
            row[place] = other;
        } else {
            row = Arrays.copyOf(row, Math.max(5, 2 * row.length - place));
        }
        byte[] damaged = row;
        TopicReader<AuthorityRatings> avro = serdes.authorityRatingsReader();

        assertThat(outcome(() -> rows.read("394".getBytes(StandardCharsets.UTF_8), damaged, null)))
                .isEqualTo(outcome(
                        () -> HistoryRecords.toHistory(avro.read("394".getBytes(StandardCharsets.UTF_8), damaged))));
    }

    @Property(tries = 500)
    void damagedInspectionsAreReadAsAvroReadsThem(@ForAll @IntRange(min = 5, max = 300) int place, @ForAll byte other) {
        Inspection inspection = sunderland().inspections().get(0);
        byte[] value = serdes.inspectionPublished()
                .serializer()
                .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection));
        assertThat(InspectionDecoder.decode(value)).isEqualTo(inspection);
        value = place < value.length ? value : Arrays.copyOf(value, Math.max(5, 2 * value.length - place));
        if (place < value.length) {
            value[place] = other;
        }

        Inspection read = InspectionDecoder.decode(value);
        if (read != null) {
            byte[] damaged = value;
            assertThat(read)
                    .isEqualTo(outcome(() -> ContractMapping.toInspection(serdes.inspectionPublished()
                            .deserializer()
                            .deserialize(Topics.INSPECTION_PUBLISHED.name(), damaged))));
        }
    }

    private static AuthorityHistory sunderland() {
        Authority sunderland = ReferenceFiles.bundledAuthorities().stream()
                .filter(authority -> authority.authorityId().equals("394"))
                .findFirst()
                .orElseThrow();
        List<Inspection> inspections = RealHistory.inspections().stream()
                .filter(inspection -> inspection.authorityId().equals("394"))
                .toList();
        return new AuthorityHistory("394", new Registration(sunderland, 5), inspections);
    }

    /** The result, or what is thrown instead. */
    private static Object outcome(Callable<?> reading) {
        try {
            return reading.call();
        } catch (Exception e) {
            return e.getClass() + ": " + e.getMessage();
        }
    }

    @Test
    void ratingChangesOfTheRealHistoryAreAvros() {
        try (PipelineDriver pipeline = new PipelineDriver()) {
            ReferenceFiles.bundledAuthorities().forEach(authority -> pipeline.register(authority, 1));
            RealHistory.inspections().forEach(pipeline::publish);

            List<byte[]> published = pipeline.values(Topics.RATING_CHANGED.name());
            assertThat(published).hasSizeGreaterThan(487).allSatisfy(bytes -> {
                InspectionChanges read =
                        pipeline.serdes.ratingChanged().deserializer().deserialize("rating-changed", bytes);
                assertThat(pipeline.serdes.ratingChanged().serializer().serialize("rating-changed", read))
                        .isEqualTo(bytes);
                assertThat(ChangesOutline.decode(bytes)).isEqualTo(ChangesOutline.of(read));
            });
        }
    }

    @Property(tries = 500)
    void outlinesOfDamagedChangesAreReadAsAvroReadsThem(
            @ForAll @IntRange(max = 500) int which,
            @ForAll @IntRange(min = 5, max = 1_500) int place,
            @ForAll byte other) {
        InspectionChanges record = PublishedChanges.changeRecords()
                .get(which % PublishedChanges.changeRecords().size())
                .changes();
        byte[] value = serdes.ratingChanged().serializer().serialize(Topics.RATING_CHANGED.name(), record);
        byte[] damaged = Arrays.copyOf(value, Math.min(value.length, Math.max(6, 2 * value.length - place)));
        damaged[Math.min(place, damaged.length - 1)] = other;

        ChangesOutline read = ChangesOutline.decode(damaged);
        if (read != null) {
            assertThat(read)
                    .isEqualTo(outcome(() -> ChangesOutline.of(
                            serdes.ratingChangedWithoutCounts().deserialize(Topics.RATING_CHANGED.name(), damaged))));
        }
    }
}
