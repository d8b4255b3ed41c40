package uk.regionalratings.streams.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.topology.PublishedChanges;

/** Which changes hold, whatever arrives in whatever order, and where readers of the log stand. */
class ChangesViewTest {
    private static final List<ChangeRecord> ALL = PublishedChanges.changeRecords();

    private final ChangesView view = new ChangesView(PublishedChanges.LOG);
    private long offset;

    private void take(ChangeRecord changeRecord) {
        view.changed(new Arrival(changeRecord));
    }

    private void publish(RatingChanged example, int version, boolean retracted) {
        RatingChanged change = RatingChanged.newBuilder(example)
                .setVersion(version)
                .setRetracted(retracted)
                .build();
        view.changed(new Arrival(PublishedChanges.changeRecord(0, offset++, change)));
    }

    private List<RatingChanged> listed() {
        return view.list(any -> true, null, Integer.MAX_VALUE);
    }

    @Test
    void keepsTheHighestVersionOfEachChangeInWhateverOrderTheyArrive() {
        RatingChanged change = PublishedChanges.first(ALL.get(0));
        publish(change, 3, false);
        publish(change, 1, false);
        publish(change, 2, true);

        assertThat(listed()).extracting(RatingChanged::getVersion).containsExactly(3);
    }

    @Test
    void listsNoChangeThatWasRetractedUntilItHoldsAgain() {
        RatingChanged change = PublishedChanges.first(ALL.get(0));
        publish(change, 1, false);
        publish(change, 2, true);
        assertThat(listed()).isEmpty();

        publish(change, 3, false);
        assertThat(listed()).extracting(RatingChanged::getVersion).containsExactly(3);
    }

    @Test
    void movesAChangeWhoseDatesWereCorrected() {
        RatingChanged change = PublishedChanges.first(ALL.get(0));
        publish(change, 1, false);
        publish(
                RatingChanged.newBuilder(change)
                        .setPublishedOn(change.getPublishedOn().plusDays(3))
                        .build(),
                2,
                false);

        assertThat(listed()).hasSize(1);
    }

    @Test
    void listsTheSameWhateverTheOrderOfArrival() {
        List<RatingChanged> expected = PublishedChanges.view().list(any -> true, null, Integer.MAX_VALUE);
        List<ChangeRecord> shuffled = new ArrayList<>(ALL);
        Collections.shuffle(shuffled, new Random(20210820));
        shuffled.forEach(changeRecord ->
                view.changed(new Arrival(PublishedChanges.changeRecord(0, offset++, changeRecord.changes()))));

        assertThat(listed()).isEqualTo(expected).hasSizeGreaterThan(2_000);
        assertThat(listed()).extracting(RatingChanged::getPublishedOn).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void holdsTheSameWhenManyRecordsAreAddedAtOnce() {
        // Given every change in three versions out of order, some of them retracted or moved
        Random random = new Random(20250311);
        List<ChangeRecord> records = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            for (ChangeRecord changeRecord : ALL) {
                LocalDate day = changeRecord.changes().getPublishedOn().plusDays(random.nextInt(3));
                List<RatingChanged> changes = new ArrayList<>();
                for (RatingChanged change : ContractMapping.changes(changeRecord.changes())) {
                    changes.add(RatingChanged.newBuilder(change)
                            .setVersion(version)
                            .setRetracted(random.nextInt(4) == 0)
                            .setPublishedOn(day)
                            .build());
                }
                records.add(PublishedChanges.changeRecord(0, 0, ContractMapping.toRecord(changes)));
            }
        }
        Collections.shuffle(records, random);
        List<ChangeRecord> placed = records.stream()
                .map(record -> PublishedChanges.changeRecord(random.nextInt(4), offset++, record.changes()))
                .toList();
        placed.forEach(this::take);

        // When: some of them came before, as they may when a topic is read again
        ChangesView other = new ChangesView(PublishedChanges.LOG);
        other.changed(placed.subList(0, 100).stream().map(Arrival::new));
        other.changed(placed.parallelStream().map(Arrival::new));

        // Then
        assertThat(other.list(any -> true, null, Integer.MAX_VALUE))
                .isEqualTo(listed())
                .hasSizeGreaterThan(1_000);
        assertThat(other.version()).isEqualTo(view.version()).isEqualTo(placed.size());
        assertThat(other.end()).hasToString(view.end().toString());
    }

    @Test
    void addsNoRecordTwice() {
        for (int time = 0; time < 2; time++) {
            ALL.forEach(this::take);
        }

        assertThat(view.version()).isEqualTo(ALL.size());
    }

    @Test
    void givesAReaderFromAnotherInstanceExactlyTheRest() {
        // Given: this instance saw the partitions one after the other, as it does when it starts
        ALL.stream()
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .forEach(this::take);
        StreamPosition position = StreamPosition.BEGINNING;
        int had = ALL.size() / 3;
        for (ChangeRecord changeRecord : ALL.subList(0, had)) {
            position = position.after(changeRecord);
        }
        // It has had two changes of the next record, too.
        List<String> expected = PublishedChanges.told(ALL.subList(had, ALL.size()));
        assertThat(PublishedChanges.told(ALL.subList(had, had + 1))).hasSizeGreaterThan(2);
        position = position.within(ALL.get(had), 2);

        // When
        List<String> rest = new ArrayList<>();
        String written = position.in(PublishedChanges.LOG).toString();
        ChangesView.Start start = start(written);
        assertThat(start.anew()).isNull();
        assertThat(start.cursor().position()).hasToString(written);
        ChangesView.Cursor cursor = start.cursor();
        for (ChangesView.Step step = view.next(cursor, any -> true);
                step.changeRecord() != null;
                step = view.next(cursor, any -> true)) {
            rest.add(PublishedChanges.told(List.of(step.changeRecord())).get(step.place()));
            // Wherever it is cut off, it goes on there.
            String place = step.cursor().position().toString();
            cursor = new ChangesView.Cursor(0, StreamPosition.parse(place).orElseThrow());
        }

        // Then
        assertThat(rest).containsExactlyInAnyOrderElementsOf(expected.subList(2, expected.size()));
        assertThat(view.next(view.end(), any -> true).changeRecord()).isNull();
    }

    private ChangesView.Start start(String written) {
        return view.from(StreamPosition.parse(written).orElseThrow()).join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999.1.1.1",
                "c2VlLXRoZS1jaGFuZ2VzIQ:999999.1.1.1",
                "1.2",
                "1.1.1.1.1",
                "c2VlLXRoZS1jaGFuZ2VzIQ:1.1.1.1.1",
                "YW5vdGhlciB0b3BpYydzIA:1.1.1.1"
            })
    void whoWasWhereTheTopicIsNotBeginsAnewAndIsToldWhy(String written) {
        ALL.forEach(this::take);

        ChangesView.Start start = start(written);

        assertThat(start.anew()).isNotBlank();
        assertThat(start.cursor()).hasToString(view.end().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0.0.0",
                "1.1.1.1",
                "c2VlLXRoZS1jaGFuZ2VzIQ:1.1.1.1",
                "c2VlLXRoZS1jaGFuZ2VzIQ:1-3.1.1-1.1",
                // Before there were four partitions.
                "c2VlLXRoZS1jaGFuZ2VzIQ:1.1"
            })
    void whoWasInTheTopicGoesOnThere(String written) {
        ALL.forEach(this::take);

        ChangesView.Start start = start(written);

        assertThat(start.anew()).isNull();
        assertThat(start.cursor().position().toString()).startsWith("c2VlLXRoZS1jaGFuZ2VzIQ:");
    }

    @Test
    void whoComesFromAnInstanceThatWasFurtherGoesOnThere() {
        // Given: this instance has read nothing yet, the other one everything
        ALL.forEach(this::take);
        String end = view.end().position().toString();
        ChangesView behind = new ChangesView(PublishedChanges.LOG);

        // When
        ChangesView.Start start =
                behind.from(StreamPosition.parse(end).orElseThrow()).join();

        // Then
        assertThat(start.anew()).isNull();
        ALL.forEach(changeRecord -> behind.changed(new Arrival(changeRecord)));
        assertThat(behind.next(start.cursor(), any -> true).changeRecord()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.",
                "-1",
                "1,2",
                "1234567890123456789",
                "x",
                "1..2",
                "1-.2",
                "1-2-3",
                "1-1234567890",
                "short:1.2",
                "c2VlLXRoZS1jaGFuZ2VzIQ:",
                ":1"
            })
    void readsNoPositionThatWasNeverWritten(String written) {
        assertThat(StreamPosition.parse(written)).isEmpty();
    }

    @Test
    void listsFromAnyPlaceExactlyTheRest() {
        ALL.forEach(this::take);
        List<RatingChanged> all = listed();

        for (int size : new int[] {1, 2, 3, 7}) {
            List<RatingChanged> seen = new ArrayList<>();
            List<RatingChanged> page = view.list(any -> true, null, size);
            while (!page.isEmpty() && seen.size() < 300) {
                seen.addAll(page);
                page = view.list(any -> true, ChangeKey.of(page.get(page.size() - 1)), size);
            }
            assertThat(seen).isEqualTo(all.subList(0, seen.size())).hasSizeGreaterThan(299);
        }
    }

    @Test
    void whatARecordNoLongerHoldsIsNotListed() {
        List<RatingChanged> both = ContractMapping.changes(ALL.get(0).changes()).subList(0, 2);
        view.changed(new Arrival(PublishedChanges.changeRecord(0, offset++, ContractMapping.toRecord(both))));
        RatingChanged retracted = RatingChanged.newBuilder(both.get(0))
                .setVersion(2)
                .setRetracted(true)
                .build();
        view.changed(new Arrival(
                PublishedChanges.changeRecord(0, offset++, ContractMapping.toRecord(List.of(retracted, both.get(1))))));

        assertThat(listed()).containsExactly(both.get(1));
        assertThat(view.authorities(one -> one.judgement() == both.get(0).getJudgement()))
                .isZero();
        assertThat(view.authorities(one -> one.judgement() == both.get(1).getJudgement()))
                .isOne();
    }
}
