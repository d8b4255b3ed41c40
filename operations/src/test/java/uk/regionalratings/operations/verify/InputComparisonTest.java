package uk.regionalratings.operations.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.recount.RecountDifference;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.RejectionReason;

/** Four facts of one partition: new, unusable, known, contradictory. */
class InputComparisonTest {
    private static final String TOPIC = "inspection-published";
    private static final LocalDate DAY = LocalDate.of(2024, 5, 1);
    private static final Map<String, InputTally> RIGHT =
            Map.of(TOPIC + "-0", tally(4L, 1L, 1L, 2L, 1), "waiting/394", waiting(1));

    private static final List<InputEvent> EVENTS = List.of(
            new InputEvent.Inspected(inspection("https://z.example")),
            new InputEvent.Rejected(RejectionReason.MISSING_VALUE, "", "the record has no value"),
            new InputEvent.Inspected(inspection("https://z.example")),
            new InputEvent.Inspected(inspection("https://a.example")));

    private InputComparison comparison;

    @BeforeEach
    void readFacts() {
        PublishedFacts log = new PublishedFacts(row -> EVENTS.get((int) row.offset()));
        for (int offset = 0; offset < EVENTS.size(); offset++) {
            log.read(record(TOPIC, offset, new RecordHeaders()));
        }
        comparison = new InputComparison(log);
    }

    private static Inspection inspection(String url) {
        return InspectionBuilder.inspection("394-x").on(DAY).reportUrl(url).build();
    }

    private static InputTally tally(long received, long applied, long duplicate, long rejected, int format) {
        return new InputTally(received, applied, duplicate, rejected, format, 0L, 0L, 0L, null);
    }

    private static InputTally waiting(long inspections) {
        return new InputTally(0L, 0L, 0L, 0L, 1, 0L, 0L, inspections, 1L);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, RecordHeaders headers) {
        return new ConsumerRecord<>(
                topic, 0, offset, 1, TimestampType.CREATE_TIME, 0, 0, null, null, headers, Optional.empty());
    }

    private void rejected(String reason, String offset) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(RejectionHeaders.REASON, reason.getBytes(UTF_8));
        headers.add(RejectionHeaders.ORIGIN_TOPIC, TOPIC.getBytes(UTF_8));
        headers.add(RejectionHeaders.ORIGIN_PARTITION, "0".getBytes(UTF_8));
        headers.add(RejectionHeaders.ORIGIN_OFFSET, offset.getBytes(UTF_8));
        comparison.rejection(record("inspection-rejected", 0, headers));
    }

    @Test
    void findsNothingWhereEachUnusableFactIsRejectedOnceAtLeast() {
        rejected("missing-value", "1");
        rejected("conflicting-revision", "3");
        rejected("conflicting-revision", "3");
        comparison.rejection(record("inspection-rejected", 9, new RecordHeaders()));

        assertThat(comparison.differences(RIGHT)).isEmpty();
        assertThat(comparison.rejections()).isEqualTo(3);
    }

    @Test
    void namesTheOriginOfAnUnusableFactThatIsNotRejected() {
        rejected("missing-value", "1");

        assertThat(comparison.differences(RIGHT))
                .containsExactly(new RecountDifference(
                        "inspection-rejected", TOPIC + "-0@3", "reason conflicting-revision", "nothing"));
    }

    @Test
    void namesARejectionWithAnotherReasonOrOfAUsableFactOrOfNone() {
        rejected("unreadable", "1");
        rejected("conflicting-revision", "3");
        rejected("unreadable", "2");
        rejected("unreadable", "last");

        assertThat(comparison.differences(RIGHT))
                .containsExactly(
                        new RecountDifference(
                                "inspection-rejected", TOPIC + "-0@1", "reason missing-value", "reason unreadable"),
                        new RecountDifference("inspection-rejected", TOPIC + "-0@2", "nothing", "reason unreadable"),
                        new RecountDifference(
                                "inspection-rejected",
                                TOPIC + "-0@last",
                                "an origin of numbers",
                                "one that names nothing"));
    }

    @Test
    void namesAPartitionWhoseTallyIsWrongOrMissing() {
        rejected("missing-value", "1");
        rejected("conflicting-revision", "3");
        String expected = "in 4 = applied 1 + duplicate 1 + rejected 2";

        assertThat(comparison.differences(Map.of(TOPIC + "-0", tally(4L, 2L, 0L, 2L, 1), "waiting/394", waiting(1))))
                .containsExactly(new RecountDifference(
                        "input-tally", TOPIC + "-0", expected, "in 4 = applied 2 + duplicate 0 + rejected 2"));
        assertThat(comparison.differences(Map.of("waiting/394", waiting(1))))
                .containsExactly(new RecountDifference("input-tally", TOPIC + "-0", expected, "nothing"));
    }

    @Test
    void namesAnAuthorityOfWhichMoreOrLessWaitsThanIsTold() {
        rejected("missing-value", "1");
        rejected("conflicting-revision", "3");

        assertThat(comparison.differences(Map.of(TOPIC + "-0", tally(4L, 1L, 1L, 2L, 1), "waiting/999", waiting(2))))
                .containsExactly(
                        new RecountDifference("input-tally", "waiting/394", "1 inspections", "0 inspections"),
                        new RecountDifference("input-tally", "waiting/999", "0 inspections", "2 inspections"));
    }

    @Test
    void leavesOpenWhatRestsOnThePlaceOfAMovedFactAmongTheOthers() {
        // Given the same two contents of a revision, the second in a partition other than its key's
        byte[] key = "394".getBytes(UTF_8);
        int home = Topics.partitionOf(key, Topics.PARTITIONS);
        int other = (home + 1) % Topics.PARTITIONS;
        PublishedFacts log = new PublishedFacts(row -> EVENTS.get((int) row.offset()));
        log.read(record(home, 0, key));
        log.read(record(other, 3, key));
        InputTally left = new InputTally(1L, 0L, 0L, 0L, 1, 1L, 0L, 0L, null);
        String row = TOPIC + "-" + home;
        String origin = TOPIC + "-" + other;

        // Then it may have been rejected, or applied before the other one
        for (InputTally arrived : List.of(
                new InputTally(1L, 1L, 0L, 1L, 1, 0L, 1L, 0L, null),
                new InputTally(1L, 2L, 0L, 0L, 1, 0L, 1L, 0L, null))) {
            assertThat(new InputComparison(log)
                            .differences(Map.of(row, arrived, origin, left, "waiting/394", waiting(1))))
                    .isEmpty();
        }
        // But neither lost nor counted twice
        for (InputTally wrong : List.of(
                new InputTally(1L, 1L, 0L, 0L, 1, 0L, 0L, 0L, null),
                new InputTally(1L, 2L, 0L, 1L, 1, 0L, 2L, 0L, null),
                new InputTally(1L, 1L, 0L, 0L, 1, 0L, 1L, 0L, null))) {
            assertThat(new InputComparison(log)
                            .differences(Map.of(row, wrong, origin, left, "waiting/394", waiting(1))))
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.key()).isEqualTo(row));
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] key) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                1,
                TimestampType.CREATE_TIME,
                key.length,
                0,
                key,
                null,
                new RecordHeaders(),
                Optional.empty());
    }
}
