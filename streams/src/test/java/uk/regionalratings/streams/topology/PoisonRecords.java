package uk.regionalratings.streams.topology;

import static uk.regionalratings.vocabulary.RejectionReason.BAD_DATE;
import static uk.regionalratings.vocabulary.RejectionReason.BAD_TEXT;
import static uk.regionalratings.vocabulary.RejectionReason.DATES_OUT_OF_ORDER;
import static uk.regionalratings.vocabulary.RejectionReason.FUTURE_DATE;
import static uk.regionalratings.vocabulary.RejectionReason.JUDGEMENT_NOT_IN_FRAMEWORK;
import static uk.regionalratings.vocabulary.RejectionReason.KEY_MISMATCH;
import static uk.regionalratings.vocabulary.RejectionReason.MISSING_KEY;
import static uk.regionalratings.vocabulary.RejectionReason.MISSING_VALUE;
import static uk.regionalratings.vocabulary.RejectionReason.NO_GRADES;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_AUTHORITY;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_FRAMEWORK;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_GRADE;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_JUDGEMENT;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_REGION;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_SCHEMA;
import static uk.regionalratings.vocabulary.RejectionReason.UNREADABLE;
import static uk.regionalratings.vocabulary.RejectionReason.WRONG_TYPE;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.contract.JudgementGrade;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.RejectionReason;

/** One record of each kind that the pipeline must refuse and survive. */
final class PoisonRecords {
    static final LocalDate DAY = LocalDate.of(2021, 8, 20);
    static final Map<Judgement, GradeGiven> OUTSTANDING =
            Map.of(Judgement.OVERALL_EFFECTIVENESS, GradeGiven.of(Grade.OUTSTANDING));

    private static final byte[] KEY = bytes("394");

    private final PipelineDriver pipeline;
    private final List<Poison> all = new ArrayList<>();

    private PoisonRecords(PipelineDriver pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * A record to be refused.
     *
     * @param field what the rejection names; empty for the whole record
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Poison(String kind, Topic topic, byte[] key, byte[] value, RejectionReason reason, String field) {}

    static List<Poison> all(PipelineDriver pipeline) {
        PoisonRecords records = new PoisonRecords(pipeline);
        records.unreadable();
        records.wrongKeys();
        records.newerSymbols();
        records.brokenRules();
        records.brokenReferenceData();
        return records.all;
    }

    static Inspection inspection(
            String id, Framework framework, LocalDate ended, LocalDate published, Map<Judgement, GradeGiven> grades) {
        return InspectionBuilder.inspection(id)
                .framework(framework)
                .fieldwork(DAY, ended)
                .publishedOn(published)
                .grades(grades)
                .build();
    }

    static Inspection good(String id) {
        return inspection(id, Framework.ILACS, DAY, DAY, OUTSTANDING);
    }

    private void add(String kind, byte[] key, byte[] value, RejectionReason reason, String field) {
        all.add(new Poison(kind, Topics.INSPECTION_PUBLISHED, key, value, reason, field));
    }

    private void unreadable() {
        byte[] good = pipeline.serialized(good("bad"));
        byte[] wrongMagic = good.clone();
        wrongMagic[0] = 1;
        add("text", KEY, bytes("OUTSTANDING, honestly"), UNREADABLE, "");
        add("no bytes", KEY, new byte[0], UNREADABLE, "");
        add("too short", KEY, new byte[] {0, 0, 0, 1}, UNREADABLE, "");
        add("wrong magic byte", KEY, wrongMagic, UNREADABLE, "");
        add("truncated body", KEY, Arrays.copyOf(good, good.length / 2), UNREADABLE, "");
        add("no body", KEY, Arrays.copyOf(good, 5), UNREADABLE, "");
        add("unknown schema id", KEY, WireFormat.framed(999_999, new byte[] {1, 2, 3}), UNKNOWN_SCHEMA, "");
        add("no value", KEY, null, MISSING_VALUE, "");
        add("an authority among inspections", KEY, pipeline.serialized(authority("north-east"), 2), WRONG_TYPE, "");
        add("a text among inspections", KEY, string(), WRONG_TYPE, "");
        add("a stranger's record", KEY, stranger(), UNREADABLE, "");
        all.add(new Poison("an inspection among authorities", Topics.AUTHORITY_REGISTERED, KEY, good, WRONG_TYPE, ""));
        all.add(new Poison("no value among authorities", Topics.AUTHORITY_REGISTERED, KEY, null, MISSING_VALUE, ""));
    }

    private byte[] string() {
        Schema schema = Schema.create(Schema.Type.STRING);
        int id = WireFormat.register(pipeline.serdes.registry(), "inspection-published-value", schema);
        return WireFormat.framed(id, new byte[] {2, 'x'});
    }

    private byte[] stranger() {
        Schema schema = SchemaBuilder.record("Stranger")
                .namespace("elsewhere")
                .fields()
                .requiredInt("n")
                .endRecord();
        int id = WireFormat.register(pipeline.serdes.registry(), "inspection-published-value", schema);
        return WireFormat.encoded(
                id, new GenericRecordBuilder(schema).set("n", 1).build());
    }

    private void wrongKeys() {
        byte[] good = pipeline.serialized(good("bad"));
        add("no key", null, good, MISSING_KEY, "");
        add("empty key", new byte[0], good, MISSING_KEY, "");
        add("another authority's key", bytes("301"), good, KEY_MISMATCH, "authorityId");
        add("a key that is no text", new byte[] {(byte) 0xff, 0}, good, KEY_MISMATCH, "authorityId");
        Inspection malformed = InspectionBuilder.inspection("bad")
                .authority("39X")
                .on(DAY)
                .grades(OUTSTANDING)
                .build();
        add("malformed authority", bytes("39X"), pipeline.serialized(malformed), UNKNOWN_AUTHORITY, "authority_id");
    }

    private void newerSymbols() {
        newer(
                "a grade of a newer version",
                uk.regionalratings.contract.Grade.getClassSchema(),
                "STRONG",
                UNKNOWN_GRADE,
                "grades.grade",
                (one, symbol) -> WireFormat.firstGrade(one)
                        .put("grade", WireFormat.symbol(WireFormat.firstGrade(one), "grade", symbol)));
        newer(
                "a judgement of a newer version",
                uk.regionalratings.contract.Judgement.getClassSchema(),
                "FOSTERING",
                UNKNOWN_JUDGEMENT,
                "grades.judgement",
                (one, symbol) -> WireFormat.firstGrade(one)
                        .put("judgement", WireFormat.symbol(WireFormat.firstGrade(one), "judgement", symbol)));
        newer(
                "a framework of a newer version",
                uk.regionalratings.contract.Framework.getClassSchema(),
                "ILACS_2031",
                UNKNOWN_FRAMEWORK,
                "framework",
                (one, symbol) -> one.put("framework", WireFormat.symbol(one, "framework", symbol)));
    }

    private interface Change {
        void make(GenericRecord inspection, String symbol);
    }

    /** @param kindOfSymbol the enum to which the newer version adds a symbol */
    private void newer(
            String kind, Schema kindOfSymbol, String symbol, RejectionReason reason, String field, Change change) {
        List<String> known = kindOfSymbol.getEnumSymbols();
        Schema schema =
                WireFormat.withSymbol(InspectionPublished.getClassSchema(), known.get(known.size() - 1), symbol);
        int id = WireFormat.register(pipeline.serdes.registry(), Topics.INSPECTION_PUBLISHED.subject(), schema);
        GenericRecord inspection = WireFormat.decoded(pipeline.serialized(good("bad")), schema);
        change.make(inspection, symbol);
        add(kind, KEY, WireFormat.encoded(id, inspection), reason, field);
    }

    private void brokenRules() {
        LocalDate tomorrow = PipelineDriver.TODAY.plusDays(1);
        rule(
                "published after it was sent",
                inspection("bad", Framework.ILACS, DAY, tomorrow, OUTSTANDING),
                FUTURE_DATE,
                "published_on");
        rule(
                "ended before it started",
                inspection("bad", Framework.ILACS, DAY.minusDays(1), DAY, OUTSTANDING),
                DATES_OUT_OF_ORDER,
                "ended_on");
        rule(
                "published before it ended",
                inspection("bad", Framework.ILACS, DAY, DAY.minusDays(1), OUTSTANDING),
                DATES_OUT_OF_ORDER,
                "published_on");
        rule(
                "a judgement of another framework",
                inspection("bad", Framework.ILACS_2026, DAY, DAY, OUTSTANDING),
                JUDGEMENT_NOT_IN_FRAMEWORK,
                "overall_effectiveness");
        rule("no grades", inspection("bad", Framework.ILACS, DAY, DAY, Map.of()), NO_GRADES, "");
        rule(
                "grades in a million words",
                inspection(
                        "bad",
                        Framework.ILACS,
                        DAY,
                        DAY,
                        Map.of(Judgement.IN_CARE, new GradeGiven(Grade.GOOD, "x".repeat(1_000_000)))),
                BAD_TEXT,
                "in_care");

        InspectionPublished twice = ContractMapping.toEvent(good("bad"));
        JudgementGrade grade = twice.getGrades().get(0);
        twice = InspectionPublished.newBuilder(twice)
                .setGrades(List.of(grade, grade))
                .build();
        byte[] value = pipeline.serdes.inspectionPublished().serializer().serialize("any", twice);
        add("graded twice", KEY, value, UNREADABLE, "grades");
    }

    private void rule(String kind, Inspection inspection, RejectionReason reason, String field) {
        add(kind, KEY, pipeline.serialized(inspection), reason, field);
    }

    private void brokenReferenceData() {
        reference("an unknown region", KEY, authority("the-north"), UNKNOWN_REGION, "region");
        reference("another authority's data", bytes("301"), authority("london"), KEY_MISMATCH, "authorityId");
        // One more day and the date does not fit its field any more.
        Authority eternal = new Authority(
                "394",
                null,
                null,
                "S",
                "s",
                "london",
                null,
                LocalDate.ofEpochDay(Integer.MAX_VALUE),
                List.of(),
                null,
                null);
        reference("a date beyond all time", KEY, eternal, BAD_DATE, "abolishedOn");
    }

    private void reference(String kind, byte[] key, Authority authority, RejectionReason reason, String field) {
        byte[] value = pipeline.serialized(authority, 2);
        all.add(new Poison(kind, Topics.AUTHORITY_REGISTERED, key, value, reason, field));
    }

    static Authority authority(String region) {
        return new Authority("394", null, null, "Sunderland", "sunderland", region, null, null, List.of(), null, null);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
