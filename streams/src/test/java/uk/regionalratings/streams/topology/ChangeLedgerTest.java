package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

class ChangeLedgerTest {
    private static final LocalDate DAY = LocalDate.of(2021, 8, 20);
    private static final int IN_CARE = Judgement.IN_CARE.code();
    private static final int ADOPTION = Judgement.ADOPTION.code();

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final KeyValueStore<String, byte[]> changes = store("changes");
    private final KeyValueStore<String, byte[]> versions = store("versions");

    private KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private ChangeLedger ledger() {
        return new ChangeLedger(changes, versions);
    }

    private static void put(ChangeLedger ledger, HeldChanges held) {
        ledger.replace(held.place.row(), held);
    }

    @Test
    void theFirstOfAKindIsThatOfTheEarliestInspectionWhateverCameFirst() {
        ChangeLedger ledger = ledger();
        HeldChanges second = held("394", "b", DAY, Judgement.IN_CARE);
        HeldChanges first = held("841", "a", DAY.minusDays(1), Judgement.IN_CARE);
        put(ledger, second);
        assertThat(ledger.first(second.kind(IN_CARE))).isEqualTo(second.place);

        put(ledger, first);
        assertThat(ledger.first(second.kind(IN_CARE))).isEqualTo(first.place);

        ledger.replace(first.place.row(), null);
        assertThat(ledger.first(second.kind(IN_CARE))).isEqualTo(second.place);
        assertThat(ledger.held(first.place.row())).isNull();
    }

    @Test
    void anotherTaskGoesOnWithWhatWasWritten() {
        HeldChanges both = held("394", "a", DAY, Judgement.IN_CARE, Judgement.ADOPTION);
        HeldChanges later = held("841", "b", DAY.plusDays(1), Judgement.IN_CARE);
        ChangeLedger before = ledger();
        put(before, both);
        put(before, later);
        assertThat(before.nextVersion("394/a", IN_CARE)).isEqualTo(1);
        assertThat(before.nextVersion("394/a", ADOPTION)).isEqualTo(1);
        assertThat(before.nextVersion("841/b", IN_CARE)).isEqualTo(1);
        assertThat(before.nextVersion("394/a", IN_CARE)).isEqualTo(2);
        before.write();

        ChangeLedger after = ledger();
        assertThat(after.first(both.kind(IN_CARE))).isEqualTo(both.place);
        assertThat(written(after.held("394/a"))).isEqualTo(written(both));
        assertThat(after.nextVersion("394/a", IN_CARE)).isEqualTo(3);
        assertThat(after.nextVersion("394/a", ADOPTION)).isEqualTo(2);
    }

    @Test
    void whatIsNotWrittenIsNotKept() {
        HeldChanges change = held("394", "a", DAY, Judgement.IN_CARE);
        ChangeLedger cutOff = ledger();
        put(cutOff, change);
        assertThat(cutOff.nextVersion("394/a", IN_CARE)).isEqualTo(1);

        ChangeLedger after = ledger();
        assertThat(after.first(change.kind(IN_CARE))).isNull();
        assertThat(after.nextVersion("394/a", IN_CARE)).isEqualTo(1);
    }

    @Test
    void theRowOfAnInspectionGoesWithItsLastChangeAndTheVersionsStay() {
        HeldChanges both = held("394", "a", DAY, Judgement.IN_CARE, Judgement.ADOPTION);
        ChangeLedger ledger = ledger();
        put(ledger, both);
        ledger.nextVersion("394/a", IN_CARE);
        ledger.nextVersion("394/a", ADOPTION);

        ledger.replace("394/a", both.without(1 << ADOPTION));
        ledger.write();
        assertThat(written(ledger().held("394/a"))).isEqualTo(written(held("394", "a", DAY, Judgement.IN_CARE)));

        ledger.replace("394/a", both.without(1 << ADOPTION | 1 << IN_CARE));
        ledger.write();
        assertThat(changes.get("394/a")).isNull();
        assertThat(ledger().nextVersion("394/a", IN_CARE)).isEqualTo(2);
    }

    /** What an installation has stored means this for ever, or {@link StateFormat} is raised. */
    @Test
    void versionsAreStoredInTheseBytes() {
        ChangeLedger ledger = ledger();
        for (Judgement judgement : Judgement.values()) {
            ledger.nextVersion("394/" + judgement.name(), judgement.code());
        }
        ledger.nextVersion("394/IN_CARE", IN_CARE);
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
                        "00000004"));
    }

    /** The same. */
    @Test
    void changesAreStoredInTheseBytes() {
        assertThat(written(held("394", "a", LocalDate.ofEpochDay(3), Judgement.IN_CARE)))
                .isEqualTo(
                        "01" // form
                                + "06333934" // 394
                                + "0261" // a
                                + "02410272" // A, r
                                + "00" // no provider
                                + "08" + "00" + "00" // in care; neither late nor first
                                + "02" // ILACS
                                + "00" + "06" // days 0 and 3
                                + "00" // no report
                                + "01" + "0270" + "01" + "00" // one inspection before, p of day -1, without report
                                + "00" + "01" + "01"); // Outstanding, after the first of these, which gave Good
    }

    @Test
    void aCorrectedDateMovesTheChange() {
        HeldChanges wrong = held("394", "a", DAY.minusYears(1), Judgement.IN_CARE);
        HeldChanges other = held("841", "b", DAY.minusMonths(1), Judgement.IN_CARE);
        HeldChanges right = held("394", "a", DAY, Judgement.IN_CARE);
        ChangeLedger ledger = ledger();
        put(ledger, wrong);
        put(ledger, other);

        put(ledger, right);
        assertThat(ledger.first(right.kind(IN_CARE))).isEqualTo(other.place);
        assertThat(ledger.held("394/a")).isSameAs(right);
    }

    private static String written(HeldChanges held) {
        return HexFormat.of().formatHex(held.write(new CompactWriter()));
    }

    /** From Good to Outstanding. */
    private static HeldChanges held(
            String authorityId, String inspectionId, LocalDate publishedOn, Judgement... judgements) {
        CompactWriter told = new CompactWriter()
                .one(Framework.ILACS.code())
                .number(publishedOn.toEpochDay() - 3)
                .day(publishedOn)
                .one(0)
                .one(1)
                .text("p")
                .number(-1)
                .one(0);
        int some = 0;
        for (Judgement judgement : judgements) {
            told.one(Grade.OUTSTANDING.code()).one(1).one(Grade.GOOD.code());
            some |= 1 << judgement.code();
        }
        HeldChanges.Words words = new HeldChanges.Words("A".getBytes(StandardCharsets.UTF_8), "r", null);
        return HeldChanges.told(new CompactReader(told.take()), authorityId, inspectionId, words, some, 0);
    }
}
