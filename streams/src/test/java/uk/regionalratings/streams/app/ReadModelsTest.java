package uk.regionalratings.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.service.SkippedRecords;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.streams.topology.PublishedRecord;
import uk.regionalratings.streams.view.ChangeRecord;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;

/** What is read back at the start and what comes later must end in the same read models. */
class ReadModelsTest {
    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
    private long next;
    private final SkippedRecords skipped = new SkippedRecords(Gaps.topics("ratings"));
    private final Gaps gaps = new Gaps(skipped);
    private final ReadModels models = models();

    private ReadModels models() {
        SchemaRegistration.register(serdes.registry());
        Clock clock = Clock.systemUTC();
        return new ReadModels(
                new RatingsView(ReferenceFiles.bundledAreas()),
                new ChangesView(),
                serdes,
                gaps,
                new RegistryWait("http://registry:8081"),
                new RejectionMeters(),
                new Canaries(Duration.ZERO, new HashMap<>(), clock),
                clock);
    }

    private void tell(AuthorityRatings row) {
        try (Serializer<AuthorityRatings> serializer = serdes.authorityRatings().serializer()) {
            tellRow(row.getAuthorityId(), serializer.serialize(Topics.AUTHORITY_RATINGS.name(), row));
        }
    }

    private void tellRow(String key, byte @Nullable [] value) {
        models.ratings(
                new PublishedRecord(Topics.AUTHORITY_RATINGS.name(), 0, next++, key.getBytes(UTF_8), value, 1, null));
    }

    private void tell(ChangeRecord changeRecord) {
        InspectionChanges change = changeRecord.changes();
        tellChange(changeRecord.partition(), changeRecord.offset(), change.getAuthorityId(), serialized(change));
    }

    private byte[] serialized(InspectionChanges change) {
        return serdes.ratingChanged().serializer().serialize(Topics.RATING_CHANGED.name(), change);
    }

    private void tellChange(int partition, long offset, String key, byte @Nullable [] value) {
        models.changed(new PublishedRecord(
                Topics.RATING_CHANGED.name(), partition, offset, key.getBytes(UTF_8), value, 1, null));
    }

    private static AuthorityRatings sunderland() {
        return BundledHistory.records().stream()
                .filter(row -> row.getAuthorityId().equals("394"))
                .findFirst()
                .orElseThrow();
    }

    /** Garbage after the number of a schema that is ours. */
    private static byte[] ownGarbage(byte[] ours) {
        byte[] bytes = Arrays.copyOf(ours, 13);
        Arrays.fill(bytes, 5, 13, (byte) 0xc9);
        return bytes;
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
        AuthorityRatings sunderland = sunderland();
        tell(withoutItsLastInspection(sunderland));
        models.live();
        assertThat(models.ratings().holds(sunderland)).isFalse();

        // When
        tell(sunderland);

        // Then
        assertThat(models.ratings().holds(sunderland)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passOverRowsThatAreNotOursAndSaySo(boolean readBack) {
        // Given
        AuthorityRatings sunderland = sunderland();
        byte[] good = serdes.authorityRatings().serializer().serialize("any", sunderland);
        byte[] change = serialized(PublishedChanges.changeRecords().get(0).changes());
        BundledHistory.records().forEach(this::tell);
        if (!readBack) {
            models.live();
        }

        // When
        tellRow("", good);
        tellRow("201", good);
        tellRow("394", null);
        tellRow("394", new byte[0]);
        tellRow("394", new byte[] {7, 1, 2, 3, 4, 5, 6});
        tellRow("394", ownGarbage(good));
        tellRow("394", Arrays.copyOf(good, good.length / 2));
        tellRow("394", change);
        if (readBack) {
            models.live();
        }

        // Then every good row stays, and what may be hidden is told with a place
        assertThat(BundledHistory.records()).allMatch(models.ratings()::holds);
        assertThat(skipped.skipped(Topics.AUTHORITY_RATINGS.name())).isEqualTo(8);
        assertThat(gaps.reasons()).singleElement(STRING).startsWith("8 records of authority-ratings can't be read: ");

        // And later rows of the same keys end that, or their deletion where there is no such authority
        tell(sunderland);
        AuthorityRatings city =
                AuthorityRatings.newBuilder(sunderland).setAuthorityId("201").build();
        tell(city);
        int offset = BundledHistory.records().size();
        assertThat(gaps.reasons())
                .containsExactly("a record of authority-ratings can't be read: authority-ratings-0@" + offset);
        tellRow("", null);
        assertThat(gaps.reasons()).isEmpty();
        assertThat(skipped.skipped(Topics.AUTHORITY_RATINGS.name())).isEqualTo(8);
    }

    @Test
    void findTheLastGoodRowBelowAnyNumberOfOthers() {
        // Given
        AuthorityRatings sunderland = sunderland();
        tell(withoutItsLastInspection(sunderland));
        tell(sunderland);
        for (int i = 0; i < 11; i++) {
            tellRow("394", new byte[] {7, 1, 2});
        }
        tellRow("394", null);

        // When
        models.live();

        // Then
        assertThat(models.ratings().holds(sunderland)).isTrue();
        assertThat(models.ratings().version()).isEqualTo(1);
        assertThat(gaps.reasons()).singleElement(STRING).startsWith("12 records");
    }

    @Test
    void sayNothingOfWhatWasTidiedUpBeforeTheStart() {
        tellRow("999", new byte[] {7, 1, 2});
        tellRow("999", null);
        models.live();

        assertThat(gaps.reasons()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passOverChangesThatAreNotOursAndSaySo(boolean readBack) {
        // Given
        List<ChangeRecord> all = PublishedChanges.changeRecords();
        all.forEach(this::tell);
        InspectionChanges change = all.get(0).changes();
        byte[] good = serialized(change);
        if (!readBack) {
            models.live();
        }

        // When
        tellChange(9, 0, "", good);
        tellChange(9, 1, "394", null);
        tellChange(9, 2, "394", new byte[] {7, 1, 2, 3, 4, 5, 6});
        tellChange(9, 3, "394", ownGarbage(good));
        tellChange(9, 4, "000", good);
        if (readBack) {
            models.live();
        }

        // Then
        ChangesView expected = PublishedChanges.view();
        assertThat(models.changes().list(any -> true, null, Integer.MAX_VALUE))
                .isEqualTo(expected.list(any -> true, null, Integer.MAX_VALUE));
        assertThat(skipped.skipped(Topics.RATING_CHANGED.name())).isEqualTo(5);
        assertThat(gaps.reasons()).singleElement(STRING).startsWith("5 records of rating-changed can't be read: ");
    }

    @Test
    void passOverARecordThatIsCutShortAndTellAllOthers() {
        tell(PublishedChanges.changeRecords().get(0));
        models.live();
        InspectionChanges change = PublishedChanges.changeRecords().get(1).changes();
        byte[] whole = serialized(change);
        tellChange(9, 0, change.getAuthorityId(), Arrays.copyOf(whole, whole.length - 20));
        tell(PublishedChanges.changeRecords().get(2));

        assertThat(models.changes().list(any -> true, null, 100))
                .extracting(RatingChanged::getInspectionId)
                .containsOnly(
                        PublishedChanges.changeRecords().get(0).changes().getInspectionId(),
                        PublishedChanges.changeRecords().get(2).changes().getInspectionId());
        assertThat(gaps.reasons()).singleElement(STRING).startsWith("a record of rating-changed can't be read: ");
    }

    /** A family that there is not, which nobody sees who does not look at counts. */
    @Test
    void tellARecordWhoseCountsAreDamagedWithoutThem() {
        // The first record of a schema is read whole.
        tell(PublishedChanges.changeRecords().get(0));
        models.live();
        InspectionChanges change = PublishedChanges.changeRecords().get(1).changes();
        byte[] damaged = serialized(change);
        int family = lastIndexOf(damaged, "england".getBytes(UTF_8)) + "england".length();
        damaged[family] = 0x7E;
        tellChange(9, 0, change.getAuthorityId(), damaged);

        assertThat(models.changes().list(any -> true, null, 100))
                .filteredOn(told -> told.getInspectionId().equals(change.getInspectionId()))
                .hasSize(change.getChanges().size())
                .allSatisfy(told -> assertThat(told.getCounts()).isEmpty());
        assertThat(gaps.reasons()).isEmpty();
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        int at = bytes.length - wanted.length;
        while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
            at--;
        }
        return at;
    }

    @Test
    void tellTheSameChangesWhetherReadBackOrNew() {
        List<ChangeRecord> all = PublishedChanges.changeRecords();
        all.subList(0, all.size() / 2).forEach(this::tell);
        models.live();
        all.subList(all.size() / 2, all.size()).forEach(this::tell);

        ChangesView expected = PublishedChanges.view();
        assertThat(models.changes().list(any -> true, null, Integer.MAX_VALUE))
                .isEqualTo(expected.list(any -> true, null, Integer.MAX_VALUE));
        assertThat(models.changes().version()).isEqualTo(expected.version());
    }
}
