package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import uk.regionalratings.compact.CompactReader;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

class ChangeLedgerTest {
    private static final LocalDate DAY = LocalDate.of(2021, 8, 20);
    private static final int IN_CARE = Judgement.IN_CARE.code();
    private static final int ADOPTION = Judgement.ADOPTION.code();

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final KeyValueStore<String, byte[]> changes = store("changes");
    private final KeyValueStore<String, byte[]> floor = store("floor");

    private KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private ChangeLedger ledger() {
        return new ChangeLedger(changes, floor);
    }

    private static void put(ChangeLedger ledger, HeldChanges held) {
        ledger.replace(held);
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

        ledger.replace(first.without(1 << IN_CARE, 0));
        assertThat(ledger.first(second.kind(IN_CARE))).isEqualTo(second.place);
        assertThat(ledger.held(first.place.row()).holding()).isZero();
    }

    @Test
    void anotherTaskGoesOnWithWhatWasWritten() {
        HeldChanges both = held("394", "a", DAY, Judgement.IN_CARE, Judgement.ADOPTION);
        HeldChanges later = held("841", "b", DAY.plusDays(1), Judgement.IN_CARE);
        ChangeLedger before = ledger();
        put(before, both);
        put(before, later);
        assertThat(before.publish(both, 1 << IN_CARE | 1 << ADOPTION)).isEqualTo(1);
        assertThat(before.publish(later, 1 << IN_CARE)).isEqualTo(1);
        assertThat(before.publish(both, 1 << IN_CARE)).isEqualTo(2);
        before.write();

        ChangeLedger after = ledger();
        assertThat(after.first(both.kind(IN_CARE))).isEqualTo(both.place);
        HeldChanges found = after.held("394/a");
        assertThat(written(found)).isEqualTo(written(both));
        assertThat(found.version()).isEqualTo(2);
        assertThat(found.version(ADOPTION)).isEqualTo(1);
        assertThat(found.isFirst(IN_CARE)).isTrue();
        assertThat(after.held("841/b").isFirst(IN_CARE)).isFalse();
        assertThat(after.publish(found, 1 << ADOPTION)).isEqualTo(3);
    }

    @Test
    void whatIsNotWrittenIsNotKept() {
        HeldChanges change = held("394", "a", DAY, Judgement.IN_CARE);
        ChangeLedger cutOff = ledger();
        put(cutOff, change);
        assertThat(cutOff.publish(change, 1 << IN_CARE)).isEqualTo(1);

        ChangeLedger after = ledger();
        assertThat(after.first(change.kind(IN_CARE))).isNull();
        assertThat(after.held("394/a")).isNull();
    }

    @Test
    void whatNoLongerHoldsStaysToldWithItsVersion() {
        HeldChanges both = held("394", "a", DAY, Judgement.IN_CARE, Judgement.ADOPTION);
        ChangeLedger ledger = ledger();
        put(ledger, both);
        ledger.publish(both, 1 << IN_CARE | 1 << ADOPTION);

        HeldChanges one = both.without(1 << ADOPTION, 1 << ADOPTION);
        put(ledger, one);
        ledger.publish(one, 1 << ADOPTION);
        ledger.write();
        HeldChanges found = ledger().held("394/a");
        assertThat(found.isGone(ADOPTION)).isTrue();
        assertThat(found.isLate(ADOPTION)).isTrue();
        assertThat(found.isFirst(ADOPTION)).isFalse();
        assertThat(found.kind(ADOPTION)).isEqualTo(-1);
        assertThat(found.holds(IN_CARE)).isTrue();

        // It holds again, as something newer tells.
        HeldChanges again = held("394", "a", DAY, Judgement.ADOPTION).over(found, 1 << IN_CARE, 0);
        assertThat(again.holding()).isEqualTo(1 << ADOPTION);
        assertThat(again.isGone(IN_CARE)).isTrue();
        assertThat(held("394", "a", DAY, Judgement.IN_CARE, Judgement.ADOPTION)
                        .over(found, 0, 0)
                        .version())
                .isEqualTo(2);
        assertThat(again.isLate(ADOPTION)).isFalse();
        assertThat(again.version()).isEqualTo(2);
        ChangeLedger next = ledger();
        put(next, again);
        assertThat(next.publish(again, again.judgements)).isEqualTo(3);
    }

    /** A reset deletes the state and not the versions that were published. */
    @Test
    void versionsBeginAboveTheFloor() {
        floor.put(TopologyNames.FLOOR, VersionFloor.write(41));
        HeldChanges change = held("394", "a", DAY, Judgement.IN_CARE);
        ChangeLedger ledger = ledger();
        put(ledger, change);

        assertThat(ledger.publish(change, 1 << IN_CARE)).isEqualTo(42);
        assertThat(ledger.publish(change, 1 << IN_CARE)).isEqualTo(43);
        ledger.write();
        assertThat(VersionFloor.highest(TopologyNames.RATING_CHANGES, "394/a", changes.get("394/a")))
                .isEqualTo(43);
    }

    /** What an installation has stored means this for ever, or {@link StateFormat} is raised. */
    @Test
    void versionsAreFoundInTheseBytes() {
        HexFormat hex = HexFormat.of();
        assertThat(VersionFloor.highest(TopologyNames.VERSION_FLOOR, TopologyNames.FLOOR, hex.parseHex("00000102")))
                .isEqualTo(258);
        assertThat(VersionFloor.highest(
                        TopologyNames.VERSION_FLOOR, TopologyNames.STATE_FORMAT, hex.parseHex("00000005")))
                .isZero();
        // As state format 4 kept them: a judgement in one byte, its version in four.
        assertThat(VersionFloor.highest(
                        TopologyNames.EARLIER_VERSIONS,
                        "394/a",
                        hex.parseHex("0100000003" + "0400000102" + "0700000001")))
                .isEqualTo(258);
        assertThat(VersionFloor.highest(
                        TopologyNames.EARLIER_VERSIONS, TopologyNames.STATE_FORMAT, hex.parseHex("00000004")))
                .isZero();
        // As it kept changes, which did not know their versions.
        assertThat(VersionFloor.highest(TopologyNames.RATING_CHANGES, "394/a", hex.parseHex("01063339340261")))
                .isZero();
        assertThat(floor.all().hasNext()).isFalse();
    }

    /** The same. */
    @Test
    void changesAreStoredInTheseBytes() {
        assertThat(written(held("394", "a", LocalDate.ofEpochDay(3), Judgement.IN_CARE)))
                .isEqualTo(
                        "02" // form
                                + "06333934" // 394
                                + "0261" // a
                                + "02410272" // A, r
                                + "00" // no provider
                                + "08" + "00" + "00" + "00" // in care; neither gone nor late nor first
                                + "00" // in no version yet
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
        return HexFormat.of().formatHex(HeldChangesRow.write(held, new CompactWriter()));
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
