package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.InspectionCheck;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.OtherScale;

/**
 * However many inspections an authority has, and however long: nothing is published that a broker refuses.
 * {@code -Dinspections=3000} for a longer history.
 */
@Tag("sized")
class LongHistoriesTest {
    /** What a producer sends and a broker takes, by default, with room for the record around it. */
    private static final int MOST_BYTES = 1_000_000;

    private static final int INSPECTIONS = Integer.getInteger("inspections", 700);
    private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);

    @AutoClose
    private final PipelineDriver pipeline = new PipelineDriver();

    @Test
    void sixHundredInspectionsWithLongUrlsEndAsKeptOrRejectedWithAReason() {
        assertCountedWithinBounds(inspections(600, "https://example.org/" + "u".repeat(1_900)));
    }

    @Test
    void inspectionsByTheThousandWithEveryJudgementAreCountedInRecordsThatBrokersTake() {
        assertCountedWithinBounds(inspections(INSPECTIONS, "https://example.org/1"));
    }

    @Test
    void someInspectionsOnAnotherScaleInTheLongestWordsEndAsKeptOrRejectedWithAReason() {
        List<Inspection> inspections =
                IntStream.range(0, 70).mapToObj(LongHistoriesTest::longest).toList();

        assertThat(inspections).allMatch(inspection -> InspectionCheck.problems(inspection, PipelineDriver.TODAY)
                .isEmpty());
        assertThat(RowEncoder.mostBytes(new AuthorityHistory("394", null, List.of(longest(1)))))
                .isBetween(RowEncoder.MOST_OF_AN_INSPECTION * 9L / 10, (long) RowEncoder.MOST_OF_AN_INSPECTION);
        assertCountedWithinBounds(inspections);
    }

    /** An inspection with texts of the maximum length, except for the reason of a withdrawal. */
    private static Inspection longest(int number) {
        String words = "\u20ac".repeat(InspectionCheck.LONGEST_WORDS);
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            grades.put(judgement, new GradeGiven(Grade.GOOD, words));
        }
        Map<String, String> outcomes = new HashMap<>();
        for (int i = 0; i < InspectionCheck.MOST_OUTCOMES; i++) {
            String name = "outcome_" + i;
            outcomes.put(name + "x".repeat(InspectionCheck.LONGEST_NAME - name.length()), words);
        }
        String url = "https://example.org/";
        return InspectionBuilder.inspection("394-" + number)
                .framework(Framework.OTHER)
                .on(FIRST.plusDays(number))
                .grades(grades)
                .otherScale(new OtherScale("x".repeat(InspectionCheck.LONGEST_NAME), outcomes))
                .reportUrl(url + "\u20ac".repeat(InspectionCheck.LONGEST_URL - url.length()))
                .build();
    }

    private void assertCountedWithinBounds(List<Inspection> inspections) {
        // When they come before their authority, it is registered, renamed, and one is withdrawn
        List<Event> events = new ArrayList<>();
        for (Inspection inspection : inspections) {
            pipeline.publish(inspection);
            events.add(new Event.Published(inspection));
            assertBounded("authority-ratings");
            assertBounded("ratings-authority-history-changelog");
        }
        register(PoisonRecords.authority("north-east"), 1, events);
        register(PoisonRecords.authority("london"), 2, events);
        Inspection withdrawn = withdrawn(inspections.get(5));
        pipeline.publish(withdrawn);
        events.add(new Event.Published(withdrawn));

        // Then
        assertBounded("authority-ratings");
        assertThat(assertBounded("ratings-timeline-change-repartition")).isNotEmpty();
        Map<String, InspectionChanges> changes = new HashMap<>();
        for (byte[] value : assertBounded("rating-changed")) {
            InspectionChanges change =
                    pipeline.serdes.ratingChanged().deserializer().deserialize("rating-changed", value);
            changes.put(change.getId(), change);
        }
        Set<String> kept = new HashSet<>();
        for (InspectionPublished inspection : pipeline.told.ratings.get("394").getInspections()) {
            kept.add(inspection.getInspectionId());
        }
        List<TestRecord<byte[], byte[]>> rejections = pipeline.rejections();
        assertThat(kept).hasSize(inspections.size() - rejections.size());
        assertThat(rejections).allMatch(rejection -> new String(
                        rejection.headers().lastHeader(RejectionHeaders.REASON).value(), StandardCharsets.UTF_8)
                .equals("too-large"));
        System.out.println("LongHistoriesTest: " + kept.size() + " of " + inspections.size() + " kept");
        // And what was kept is counted as ever
        events.removeIf(event -> event instanceof Event.Published published
                && !kept.contains(published.inspection().inspectionId()));
        new PublishedTables(pipeline.told.ratings, pipeline.areaRatings(), changes.values())
                .assertEquals(new EventRecount(events, ReferenceFiles.bundledAreas()), ReferenceFiles.bundledAreas());
    }

    private List<byte[]> assertBounded(String topic) {
        List<byte[]> values = pipeline.values(topic);
        assertThat(values).allMatch(value -> value.length < MOST_BYTES);
        return values;
    }

    private void register(Authority authority, long revision, List<Event> events) {
        pipeline.register(authority, revision);
        events.add(new Event.Registered(authority, revision));
    }

    private static Inspection withdrawn(Inspection first) {
        return InspectionBuilder.like(first).revision(2).withdrawn(true).build();
    }

    private static List<Inspection> inspections(int number, String url) {
        List<Inspection> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
            for (Judgement judgement : Judgement.values()) {
                if (Framework.ILACS.makes(judgement)) {
                    grades.put(judgement, GradeGiven.of(Grade.values()[i % 4]));
                }
            }
            LocalDate day = FIRST.plusDays(i);
            all.add(InspectionBuilder.inspection("394-" + i)
                    .on(day)
                    .grades(grades)
                    .reportUrl(url)
                    .build());
        }
        return all;
    }
}
