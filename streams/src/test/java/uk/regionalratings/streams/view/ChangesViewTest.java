package uk.regionalratings.streams.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.topology.PublishedChanges;

/** Which changes hold, whatever arrives in whatever order, and where readers of the log stand. */
class ChangesViewTest {
    private static final List<Emission> ALL = PublishedChanges.emissions();

    private final ChangesView view = new ChangesView(PublishedChanges.LOG);
    private long offset;

    private void take(Emission emission) {
        view.changed(new Arrival(emission));
    }

    private void publish(RatingChanged example, int version, boolean retracted) {
        RatingChanged change = RatingChanged.newBuilder(example)
                .setVersion(version)
                .setRetracted(retracted)
                .build();
        view.changed(new Arrival(PublishedChanges.emission(0, offset++, change)));
    }

    private List<RatingChanged> listed() {
        return view.list(any -> true, null, Integer.MAX_VALUE);
    }

    @Test
    void keepsTheHighestVersionOfEachChangeInWhateverOrderTheyArrive() {
        RatingChanged change = ALL.get(0).change();
        publish(change, 3, false);
        publish(change, 1, false);
        publish(change, 2, true);

        assertThat(listed()).extracting(RatingChanged::getVersion).containsExactly(3);
    }

    @Test
    void listsNoChangeThatWasRetractedUntilItHoldsAgain() {
        RatingChanged change = ALL.get(0).change();
        publish(change, 1, false);
        publish(change, 2, true);
        assertThat(listed()).isEmpty();

        publish(change, 3, false);
        assertThat(listed()).extracting(RatingChanged::getVersion).containsExactly(3);
    }

    @Test
    void movesAChangeWhoseDatesWereCorrected() {
        RatingChanged change = ALL.get(0).change();
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
        List<Emission> shuffled = new ArrayList<>(ALL);
        Collections.shuffle(shuffled, new Random(20210820));
        shuffled.forEach(
                emission -> view.changed(new Arrival(PublishedChanges.emission(0, offset++, emission.change()))));

        assertThat(listed()).isEqualTo(expected).hasSizeGreaterThan(2_000);
        assertThat(listed()).extracting(RatingChanged::getPublishedOn).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void holdsTheSameWhenManyRecordsAreAddedAtOnce() {
        // Given every change in three versions out of order, some of them retracted or moved
        Random random = new Random(20250311);
        List<Emission> records = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            for (Emission emission : ALL) {
                RatingChanged change = emission.change();
                records.add(PublishedChanges.emission(
                        0,
                        0,
                        RatingChanged.newBuilder(change)
                                .setVersion(version)
                                .setRetracted(random.nextInt(4) == 0)
                                .setPublishedOn(change.getPublishedOn().plusDays(random.nextInt(3)))
                                .build()));
            }
        }
        Collections.shuffle(records, random);
        List<Emission> placed = records.stream()
                .map(record -> PublishedChanges.emission(random.nextInt(4), offset++, record.change()))
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
        for (Emission emission : ALL.subList(0, had)) {
            position = position.after(emission);
        }

        // When
        List<Emission> rest = new ArrayList<>();
        String written = position.in(PublishedChanges.LOG).toString();
        ChangesView.Start start = start(written);
        assertThat(start.anew()).isNull();
        assertThat(start.cursor().position()).hasToString(written);
        ChangesView.Cursor cursor = start.cursor();
        for (ChangesView.Step step = view.next(cursor, any -> true);
                step.emission() != null;
                step = view.next(step.cursor(), any -> true)) {
            rest.add(step.emission());
        }

        // Then
        assertThat(rest).containsExactlyInAnyOrderElementsOf(ALL.subList(had, ALL.size()));
        assertThat(view.next(view.end(), any -> true).emission()).isNull();
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
        ALL.forEach(emission -> behind.changed(new Arrival(emission)));
        assertThat(behind.next(start.cursor(), any -> true).emission()).isNull();
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
                "short:1.2",
                "c2VlLXRoZS1jaGFuZ2VzIQ:",
                ":1"
            })
    void readsNoPositionThatWasNeverWritten(String written) {
        assertThat(StreamPosition.parse(written)).isEmpty();
    }
}
