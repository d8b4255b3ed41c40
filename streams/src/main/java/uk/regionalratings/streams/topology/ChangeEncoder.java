package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Stay;

/**
 * Writes records of {@code rating-changed} without Avro's generated classes, since creating their objects took most of
 * the topology's time. The bytes are those that Avro would write; a test compares the two.
 */
final class ChangeEncoder {
    /** The families whose counts a rating change carries (docs/domain-rules.md, Rating changes). */
    private static final List<Family> COUNTED = List.of(Family.ILACS, Family.ANY);

    /** The prefix: a zero byte and the four bytes of the schema's id. */
    private static final int PREFIX = 5;

    /** The most bytes of a record; Kafka accepts 1 MiB with key and headers. */
    private static final int MOST_BYTES = 900_000;

    /**
     * The most bytes of a record without its counts: nine URLs of 2,000 letters, the identities of judgements and
     * inspections, and the names of the authority, at three bytes a letter.
     */
    private static final int MOST_WITHOUT_COUNTS = 80_000;

    /**
     * The most bytes of the counts of one area in one family, without the area's identity: eleven numbers and the names
     * of the grades.
     */
    private static final int MOST_OF_COUNTS = 48;

    private static final List<Grade> SCALE = List.of(Grade.values());

    /** The schema's index of each grade, by the grade's code. */
    private static final int[] GRADES = new int[Grade.values().length];

    private static final int[] JUDGEMENTS = new int[Judgement.values().length];
    private static final int[] FRAMEWORKS = new int[Framework.values().length];
    private static final int[] FAMILIES = new int[Family.values().length];

    static {
        for (Grade grade : Grade.values()) {
            GRADES[grade.code()] = ContractMapping.toContract(grade).ordinal();
        }
        for (Judgement judgement : Judgement.values()) {
            JUDGEMENTS[judgement.code()] = ContractMapping.toContract(judgement).ordinal();
        }
        for (Framework framework : Framework.values()) {
            FRAMEWORKS[framework.code()] = uk.regionalratings.contract.Framework.valueOf(framework.name())
                    .ordinal();
        }
        for (Family family : Family.values()) {
            FAMILIES[family.code()] = ContractMapping.toContract(family).ordinal();
        }
    }

    private final AreaTimelines timelines;
    private final Serializer<InspectionChanges> serializer;
    private final CompactWriter writer = new CompactWriter();
    private byte @Nullable [] prefix;

    ChangeEncoder(AreaTimelines timelines, Serializer<InspectionChanges> serializer) {
        this.timelines = timelines;
        this.serializer = serializer;
    }

    /**
     * Checks that every record will fit.
     *
     * @throws IllegalArgumentException if an authority lies in so many areas that their counts may exceed what brokers
     *     accept
     */
    static void requireRoom(Areas areas) {
        for (String region : areas.regionIds()) {
            requireRoom("the region " + region, areas.stays("", region));
            for (String authorityId : areas.namedAuthorities()) {
                requireRoom("authority " + authorityId, areas.stays(authorityId, region));
            }
        }
    }

    private static void requireRoom(String what, List<Stay> stays) {
        Set<String> all = new HashSet<>();
        stays.forEach(stay -> all.add(stay.area().areaId()));
        long bytes = MOST_WITHOUT_COUNTS;
        for (String area : all) {
            bytes += (MOST_OF_COUNTS + area.getBytes(StandardCharsets.UTF_8).length)
                    * (long) COUNTED.size()
                    * Judgement.values().length;
        }
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(what + " lies in " + all.size()
                    + " areas, whose counts may take " + bytes + " bytes in a record of "
                    + Topics.RATING_CHANGED.name() + "; at most " + MOST_BYTES
                    + " are taken: leave areas out of the areas file, or give them shorter identities");
        }
    }

    /** Encodes the changes of an inspection with the current counts. */
    byte[] encode(HeldChanges of, int version) {
        writer.raw(prefix());
        writer.text(of.place.row()).number(version);
        writer.text(of.place.authorityId())
                .text(of.words.name())
                .text(of.words.region())
                .optional(of.words.serviceProvider());
        writer.number(FRAMEWORKS[of.framework])
                .text(of.place.inspectionId())
                .number(of.place.endedDay())
                .number(of.place.publishedDay())
                .optional(of.reportUrl);
        writer.number(Integer.bitCount(of.judgements));
        List<String> areas = timelines.areasOn(of.place.publishedDay(), of.place.authorityId(), of.words.region());
        for (int judgement = 0; judgement < Byte.SIZE; judgement++) {
            if (of.isTold(judgement)) {
                write(of, judgement, areas);
            }
        }
        writer.one(0);
        return writer.take();
    }

    private void write(HeldChanges of, int judgement, List<String> areas) {
        Judgement told = Judgement.ofCode(judgement);
        writer.text(of.place.authorityId() + "/" + told.id() + "/" + of.place.inspectionId())
                .number(of.version(judgement))
                .flag(of.isGone(judgement))
                .flag(of.isLate(judgement))
                .number(JUDGEMENTS[judgement]);
        writeGrades(of, judgement);
        writePrevious(of.previous(judgement));
        writer.flag(of.isFirst(judgement));
        writeCounts(areas, judgement, of.place.publishedDay());
    }

    private void writeGrades(HeldChanges of, int judgement) {
        int to = of.to(judgement) - 1;
        int from = of.from(judgement) - 1;
        Grade after = Grade.ofCode(to);
        Grade before = from < 0 ? null : Grade.ofCode(from);
        writer.number(uk.regionalratings.contract.Direction.valueOf(
                        Direction.between(before, after).name())
                .ordinal());
        if (before == null) {
            writer.one(0).number(GRADES[to]).one(0);
        } else {
            writer.number(1).number(GRADES[from]).number(GRADES[to]).number(1).number(before.stepsTo(after));
        }
    }

    private void writePrevious(HeldChanges.@Nullable Previous previous) {
        if (previous == null) {
            writer.one(0).one(0).one(0);
        } else {
            writer.number(1)
                    .text(previous.inspectionId())
                    .number(1)
                    .number(previous.publishedOn())
                    .optional(previous.reportUrl());
        }
    }

    private void writeCounts(List<String> areas, int judgement, int day) {
        if (!areas.isEmpty()) {
            writer.number((long) areas.size() * COUNTED.size());
        }
        for (String area : areas) {
            for (Family family : COUNTED) {
                AreaTimeline timeline = timelines.of(area, Lines.of(family, judgement));
                Counts counts = Counts.ofArray(timeline.on(day));
                writer.text(area).number(FAMILIES[family.code()]);
                writer.number(GRADES.length);
                for (Grade grade : SCALE) {
                    writer.number(GRADES[grade.code()]).number(counts.of(grade));
                }
                writer.one(0)
                        .number(counts.superseded())
                        .number(counts.notRated())
                        .number(counts.authorities());
            }
        }
        writer.one(0);
    }

    /** The prefix, copied from a record that the registry's own serializer has written. */
    private byte[] prefix() {
        byte[] known = prefix;
        if (known == null) {
            known = Arrays.copyOf(serializer.serialize(Topics.RATING_CHANGED.name(), anything()), PREFIX);
            prefix = known;
        }
        return known;
    }

    private static InspectionChanges anything() {
        return new InspectionChanges(
                "",
                0,
                "",
                "",
                "",
                null,
                uk.regionalratings.contract.Framework.UNKNOWN,
                "",
                LocalDate.EPOCH,
                LocalDate.EPOCH,
                null,
                List.of());
    }
}
