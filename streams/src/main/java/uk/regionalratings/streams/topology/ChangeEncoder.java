package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Writes records of {@code rating-changed}, to the same bytes as Avro's own writer: what most of the topology's time went into was to make
 * objects for that. A test holds each against the other.
 */
final class ChangeEncoder {
    /** The families whose counts a rating change carries (docs/domain-rules.md, Rating changes). */
    private static final List<Family> COUNTED = List.of(Family.ILACS, Family.ANY);

    /** A zero and the four bytes of the schema's id. */
    private static final int PREFIX = 5;

    private static final List<Grade> SCALE = List.of(Grade.values());

    /** How a schema numbers what has a code, by the code. */
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

    private final Areas areas;
    private final AreaTimelines timelines;
    private final Serializer<RatingChanged> serializer;
    private final CompactWriter writer = new CompactWriter();
    /** Of each region the names of the areas that it is part of. */
    private final Map<String, List<String>> areasOf = new HashMap<>();

    private byte @Nullable [] prefix;

    ChangeEncoder(Areas areas, AreaTimelines timelines, Serializer<RatingChanged> serializer) {
        this.areas = areas;
        this.timelines = timelines;
        this.serializer = serializer;
    }

    /** The identity of a change: authorityId/judgement/inspectionId. */
    static String id(HeldChanges of, int judgement) {
        return of.place.authorityId() + "/" + Judgement.ofCode(judgement).id() + "/" + of.place.inspectionId();
    }

    /** The record of a change, with the counts as they are now. */
    byte[] encode(HeldChanges of, int judgement, int version, boolean retracted, boolean late, boolean firstOfItsKind) {
        writer.raw(prefix());
        writer.text(id(of, judgement)).number(version).flag(retracted).flag(late);
        writer.text(of.place.authorityId())
                .text(of.words.name())
                .text(of.words.region())
                .optional(of.words.serviceProvider());
        writer.number(ContractMapping.toContract(Judgement.ofCode(judgement)).ordinal());
        writeGrades(of, judgement);
        writer.number(FRAMEWORKS[of.framework])
                .text(of.place.inspectionId())
                .number(of.place.endedOn())
                .number(of.place.publishedOn())
                .optional(of.reportUrl);
        writePrevious(of.previous(judgement));
        writer.flag(firstOfItsKind);
        writeCounts(of.words.region(), judgement, of.place.publishedOn());
        return writer.take();
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

    private void writeCounts(String region, int judgement, int day) {
        List<String> all = areasOf.computeIfAbsent(
                region, any -> areas.containing(any).stream().map(Area::areaId).toList());
        if (!all.isEmpty()) {
            writer.number((long) all.size() * COUNTED.size());
        }
        for (String area : all) {
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

    /** Learned from the registry's own serializer, with any record. */
    private byte[] prefix() {
        byte[] known = prefix;
        if (known == null) {
            known = Arrays.copyOf(serializer.serialize(Topics.RATING_CHANGED.name(), anything()), PREFIX);
            prefix = known;
        }
        return known;
    }

    private static RatingChanged anything() {
        return new RatingChanged(
                "",
                0,
                false,
                false,
                "",
                "",
                "",
                null,
                uk.regionalratings.contract.Judgement.UNKNOWN,
                uk.regionalratings.contract.Direction.UNKNOWN,
                null,
                uk.regionalratings.contract.Grade.UNKNOWN,
                null,
                uk.regionalratings.contract.Framework.UNKNOWN,
                "",
                java.time.LocalDate.EPOCH,
                java.time.LocalDate.EPOCH,
                null,
                null,
                null,
                null,
                false,
                new ArrayList<>());
    }
}
