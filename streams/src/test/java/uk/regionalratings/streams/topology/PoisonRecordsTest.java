package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;

/** Good, bad, good: what can't be used is set aside with its reason and origin, and nothing around it is lost. */
class PoisonRecordsTest {
    @AutoClose
    private final PipelineDriver pipeline = new PipelineDriver();

    @TestFactory
    List<DynamicTest> everyKindIsSetAsideAndTheRestGoesOn() {
        return PoisonRecords.all(pipeline).stream()
                .map(poison -> DynamicTest.dynamicTest(poison.kind(), () -> assertSetAside(poison)))
                .toList();
    }

    private void assertSetAside(PoisonRecords.Poison poison) {
        try (PipelineDriver fresh = new PipelineDriver()) {
            // Given the same schemas as those that the record was made with
            PoisonRecords.all(fresh);
            fresh.register(PoisonRecords.authority("north-east"), 1);

            // When
            fresh.publish(PoisonRecords.good("before"));
            fresh.send(poison.topic(), poison.key(), poison.value());
            fresh.publish(PoisonRecords.good("later"));

            // Then
            assertThat(inspections(fresh)).containsExactly("before", "later");
            assertThat(fresh.areaRatings()
                            .get("england/ilacs/overall_effectiveness")
                            .getCounts()
                            .get(0)
                            .getAuthorities())
                    .isEqualTo(1);
            List<TestRecord<byte[], byte[]>> rejections = fresh.rejections();
            assertThat(rejections).hasSize(1);
            assertTellsWhatAndWhere(poison, rejections.get(0));
            assertAddsUp(fresh, poison);
        }
    }

    private static void assertTellsWhatAndWhere(PoisonRecords.Poison poison, TestRecord<byte[], byte[]> rejection) {
        byte[] value = poison.value();
        assertThat(rejection.key()).isEqualTo(poison.key());
        if (value == null || value.length < DeadLetters.MOST_VALUE_BYTES) {
            assertThat(rejection.value()).isEqualTo(value);
        }
        assertThat(header(rejection, RejectionHeaders.REASON))
                .isEqualTo(poison.reason().id());
        assertThat(header(rejection, RejectionHeaders.FIELD)).isEqualTo(poison.field());
        assertThat(header(rejection, RejectionHeaders.DETAIL)).isNotBlank();
        assertThat(header(rejection, RejectionHeaders.ORIGIN_TOPIC))
                .isEqualTo(poison.topic().name());
        assertThat(header(rejection, RejectionHeaders.ORIGIN_PARTITION)).isEqualTo("0");
        assertThat(header(rejection, RejectionHeaders.ORIGIN_OFFSET)).isEqualTo("1");
        assertThat(rejection.getRecordTime()).isEqualTo(PipelineDriver.SENT);
    }

    private static void assertAddsUp(PipelineDriver pipeline, PoisonRecords.Poison poison) {
        boolean inspection = poison.topic().equals(Topics.INSPECTION_PUBLISHED);
        InputTally inspections = pipeline.tallies().get("inspection-published-0");
        InputTally registrations = pipeline.tallies().get("authority-registered-0");
        assertThat(inspections)
                .isEqualTo(
                        inspection
                                ? Tallies.of(3L, 2L, 0L, 1L, StateFormat.CURRENT)
                                : Tallies.of(2L, 2L, 0L, 0L, StateFormat.CURRENT));
        assertThat(registrations)
                .isEqualTo(
                        inspection
                                ? Tallies.of(1L, 1L, 0L, 0L, StateFormat.CURRENT)
                                : Tallies.of(2L, 1L, 0L, 1L, StateFormat.CURRENT));
    }

    @Test
    void aRecordTooLongForTheRejectedTopicIsCutAndSaysSo() {
        // Given key and value that a compressed batch may bring in, however long they are
        byte[] long1 = new byte[3_000_000];

        // When
        pipeline.send(Topics.INSPECTION_PUBLISHED, long1, long1);
        pipeline.send(Topics.INSPECTION_PUBLISHED, long1, pipeline.serialized(PoisonRecords.good("bad")));

        // Then
        assertThat(pipeline.rejections()).hasSize(2).allSatisfy(rejection -> {
            int size = rejection.key().length + rejection.value().length;
            for (var header : rejection.headers()) {
                size += header.key().length() + header.value().length;
            }
            assertThat(size).isLessThan(1_000_000);
            assertThat(header(rejection, RejectionHeaders.DETAIL)).endsWith("was cut: see its origin");
        });
    }

    @Test
    void aRevisionWithTwoContentsEndsTheSameInBothOrders() {
        // Given
        Inspection one = PoisonRecords.good("twice");
        Inspection other = PoisonRecords.inspection(
                "twice",
                one.framework(),
                PoisonRecords.DAY.plusDays(1),
                PoisonRecords.DAY.plusDays(2),
                PoisonRecords.OUTSTANDING);

        // When
        try (PipelineDriver reversed = new PipelineDriver()) {
            List.of(pipeline, reversed).forEach(each -> each.register(PoisonRecords.authority("north-east"), 1));
            pipeline.publish(one);
            pipeline.publish(other);
            reversed.publish(other);
            reversed.publish(one);

            // Then one of the two contents stays, whichever came first; the other is refused, or had to give way
            assertThat(reversed.authorityRatings()).isEqualTo(pipeline.authorityRatings());
            assertThat(reversed.areaRatings()).isEqualTo(pipeline.areaRatings());
            List<TestRecord<byte[], byte[]>> rejections = pipeline.rejections();
            rejections.addAll(reversed.rejections());
            assertThat(rejections).singleElement().satisfies(rejection -> assertThat(
                            header(rejection, RejectionHeaders.REASON))
                    .isEqualTo("conflicting-revision"));
        }
    }

    @Test
    void aStaleRevisionIsADuplicate() {
        // Given
        Inspection first = PoisonRecords.good("one");
        Inspection second = InspectionBuilder.like(first)
                .id("one")
                .revision(2)
                .withdrawn(false)
                .reportUrl("https://reports.example/2")
                .build();

        // When
        pipeline.publish(second);
        pipeline.publish(first);
        pipeline.publish(second);

        // Then
        assertThat(pipeline.tallies().get("inspection-published-0"))
                .isEqualTo(Tallies.of(3L, 1L, 2L, 0L, StateFormat.CURRENT));
        assertThat(pipeline.authorityRatings().get("394").getInspections())
                .singleElement()
                .extracting(InspectionPublished::getRevision)
                .isEqualTo(2);
        assertThat(pipeline.rejections()).isEmpty();
    }

    @Test
    void anInspectionWaitsForItsAuthority() {
        // When an inspection comes before the reference data of its authority
        pipeline.publish(PoisonRecords.good("early"));

        // Then it is known, and counted nowhere
        assertThat(pipeline.tallies().get("inspection-published-0"))
                .isEqualTo(Tallies.of(1L, 1L, 0L, 0L, StateFormat.CURRENT));
        assertThat(pipeline.tallies().get("waiting/394")).satisfies(row -> {
            assertThat(row.getWaiting()).isEqualTo(1);
            assertThat(row.getWaitingSince()).isEqualTo(PipelineDriver.SENT.toEpochMilli());
        });
        assertThat(pipeline.told.waiting).containsExactly(Map.entry("394", PipelineDriver.SENT.toEpochMilli()));
        assertThat(pipeline.authorityRatings().get("394").getRegistered()).isNull();
        assertThat(inspections(pipeline)).containsExactly("early");
        assertThat(pipeline.areaRatings()).isEmpty();
        assertThat(pipeline.newChanges()).isEmpty();
        assertThat(pipeline.rejections()).isEmpty();

        // When the reference data arrives
        pipeline.register(PoisonRecords.authority("north-east"), 1);

        // Then it takes effect
        assertThat(pipeline.tallies()).doesNotContainKey("waiting/394");
        assertThat(pipeline.told.waiting).isEmpty();
        for (String area : List.of("england", "north", "north-east")) {
            assertThat(pipeline.areaRatings()
                            .get(area + "/ilacs/overall_effectiveness")
                            .getCounts()
                            .get(0)
                            .getAuthorities())
                    .isEqualTo(1);
        }
        assertThat(pipeline.newChanges()).singleElement().satisfies(change -> assertThat(change.getId())
                .isEqualTo("394/overall_effectiveness/early"));
    }

    private static List<String> inspections(PipelineDriver pipeline) {
        return pipeline.authorityRatings().get("394").getInspections().stream()
                .map(InspectionPublished::getInspectionId)
                .toList();
    }

    private static String header(TestRecord<byte[], byte[]> rejection, String name) {
        return new String(rejection.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
