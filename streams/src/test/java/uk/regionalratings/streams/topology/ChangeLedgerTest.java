package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.HoldingChanges;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;

class ChangeLedgerTest {
    private static final LocalDate DAY = LocalDate.of(2021, 8, 20);

    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final KeyValueStore<String, HoldingChanges> changes;
    private final KeyValueStore<String, byte[]> versions;

    ChangeLedgerTest() {
        SchemaRegistration.register(serdes.registry());
        changes = store("changes", serdes.holdingChanges());
        versions = store("versions", Serdes.ByteArray());
    }

    private <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private ChangeLedger ledger() {
        return new ChangeLedger(changes, versions);
    }

    @Test
    void theFirstOfAKindIsThatOfTheEarliestInspectionWhateverCameFirst() {
        ChangeLedger ledger = ledger();
        RatingChanged second = change("394", "b", DAY, Judgement.IN_CARE);
        RatingChanged first = change("841", "a", DAY.minusDays(1), Judgement.IN_CARE);
        ledger.put(second);
        assertThat(ledger.first(kind(second))).isEqualTo(ChangePlace.of(second));

        ledger.put(first);
        assertThat(ledger.first(kind(second))).isEqualTo(ChangePlace.of(first));

        ledger.remove(first);
        assertThat(ledger.first(kind(second))).isEqualTo(ChangePlace.of(second));
        assertThat(ledger.get(ChangePlace.of(first), Judgement.IN_CARE)).isNull();
    }

    @Test
    void anotherTaskGoesOnWithWhatWasWritten() {
        RatingChanged inCare = change("394", "a", DAY, Judgement.IN_CARE);
        RatingChanged adoption = change("394", "a", DAY, Judgement.ADOPTION);
        RatingChanged later = change("841", "b", DAY.plusDays(1), Judgement.IN_CARE);
        ChangeLedger before = ledger();
        for (RatingChanged change : List.of(inCare, adoption, later)) {
            before.put(change);
            assertThat(before.nextVersion(change)).isEqualTo(1);
        }
        assertThat(before.nextVersion(inCare)).isEqualTo(2);
        before.write();

        ChangeLedger after = ledger();
        assertThat(after.first(kind(inCare))).isEqualTo(ChangePlace.of(inCare));
        assertThat(after.get(ChangePlace.of(inCare), Judgement.ADOPTION)).isEqualTo(adoption);
        assertThat(after.nextVersion(inCare)).isEqualTo(3);
        assertThat(after.nextVersion(adoption)).isEqualTo(2);
    }

    @Test
    void whatIsNotWrittenIsNotKept() {
        RatingChanged change = change("394", "a", DAY, Judgement.IN_CARE);
        ChangeLedger cutOff = ledger();
        cutOff.put(change);
        assertThat(cutOff.nextVersion(change)).isEqualTo(1);

        ChangeLedger after = ledger();
        assertThat(after.first(kind(change))).isNull();
        assertThat(after.nextVersion(change)).isEqualTo(1);
    }

    @Test
    void theRowOfAnInspectionGoesWithItsLastChangeAndTheVersionsStay() {
        RatingChanged inCare = change("394", "a", DAY, Judgement.IN_CARE);
        RatingChanged adoption = change("394", "a", DAY, Judgement.ADOPTION);
        ChangeLedger ledger = ledger();
        List.of(inCare, adoption).forEach(change -> {
            ledger.put(change);
            ledger.nextVersion(change);
        });
        ledger.write();

        ledger.remove(inCare);
        ledger.write();
        assertThat(changes.get("394/a").getChanges()).containsExactly(adoption);

        ledger.remove(adoption);
        ledger.write();
        assertThat(changes.get("394/a")).isNull();
        assertThat(ledger().nextVersion(inCare)).isEqualTo(2);
    }

    /** What an installation has stored means this for ever, or {@link StateFormat} is raised. */
    @Test
    void versionsAreStoredInTheseBytes() {
        ChangeLedger ledger = ledger();
        for (Judgement judgement : Judgement.values()) {
            if (judgement != Judgement.UNKNOWN) {
                ledger.nextVersion(change("394", judgement.name(), DAY, judgement));
            }
        }
        ledger.nextVersion(change("394", "IN_CARE", DAY, Judgement.IN_CARE));
        ledger.write();

        Map<String, String> stored = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> rows = versions.all()) {
            rows.forEachRemaining(row -> stored.put(row.key, HexFormat.of().formatHex(row.value)));
        }
        assertThat(stored)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "394/OVERALL_EFFECTIVENESS",
                        "0100000001",
                        "394/IMPACT_OF_LEADERS",
                        "0200000001",
                        "394/HELP_AND_PROTECTION",
                        "0300000001",
                        "394/IN_CARE",
                        "0400000002",
                        "394/CARE_LEAVERS",
                        "0500000001",
                        "394/IN_CARE_AND_CARE_LEAVERS",
                        "0600000001",
                        "394/ADOPTION",
                        "0700000001",
                        Names.STATE_FORMAT,
                        "00000003"));
    }

    @Test
    void aCorrectedDateMovesTheChange() {
        RatingChanged wrong = change("394", "a", DAY.minusYears(1), Judgement.IN_CARE);
        RatingChanged other = change("841", "b", DAY.minusMonths(1), Judgement.IN_CARE);
        RatingChanged right = change("394", "a", DAY, Judgement.IN_CARE);
        ChangeLedger ledger = ledger();
        ledger.put(wrong);
        ledger.put(other);

        ledger.remove(wrong);
        ledger.put(right);
        assertThat(ledger.first(kind(right))).isEqualTo(ChangePlace.of(other));
        assertThat(ledger.get(ChangePlace.of(right), Judgement.IN_CARE)).isEqualTo(right);
    }

    private static ChangeKind kind(RatingChanged change) {
        return new ChangeKind(change.getJudgement(), change.getFrom(), change.getTo());
    }

    private static RatingChanged change(
            String authorityId, String inspectionId, LocalDate publishedOn, Judgement judgement) {
        return RatingChanged.newBuilder()
                .setId(authorityId + "/" + judgement + "/" + inspectionId)
                .setVersion(0)
                .setRetracted(false)
                .setLate(false)
                .setAuthorityId(authorityId)
                .setAuthority("Anywhere")
                .setRegion("north-east")
                .setJudgement(judgement)
                .setDirection(Direction.IMPROVED)
                .setFrom(Grade.GOOD)
                .setTo(Grade.OUTSTANDING)
                .setSteps(1)
                .setFramework(Framework.ILACS)
                .setInspectionId(inspectionId)
                .setEndedOn(publishedOn.minusDays(40))
                .setPublishedOn(publishedOn)
                .setFirstOfItsKind(false)
                .setCounts(List.of())
                .build();
    }
}
