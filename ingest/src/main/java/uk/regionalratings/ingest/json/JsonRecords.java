package uk.regionalratings.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.record.GradeFields;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.ingest.text.Line;
import uk.regionalratings.ingest.text.LineReader;
import uk.regionalratings.ingest.text.StrictUtf8;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Reads a JSON object as one record, with the property names of the HTTP API. An unknown property rejects the record:
 * in machine output it is a misspelling, or new information that would be lost.
 */
final class JsonRecords {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10)
                            .maxNameLength(1_000)
                            .maxNumberLength(100)
                            .maxStringLength(1 << 16)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonRecords() {}

    /** How much of a source one object takes up; used in messages. */
    enum Extent {
        LINE("the line", "a JSON object on a single line"),
        DOCUMENT("the document", "one JSON object; send several as NDJSON, one on each line");

        private final String name;
        private final String wanted;

        Extent(String name, String wanted) {
            this.name = name;
            this.wanted = wanted;
        }

        String tooLong() {
            return name + " is longer than " + LineReader.LONGEST + " bytes";
        }
    }

    static SourceRecord read(long line, byte[] original, Extent extent) {
        if (original.length > LineReader.LONGEST) {
            byte[] kept = Arrays.copyOf(original, LineReader.KEPT_OF_TOO_LONG);
            return malformed(line, kept, extent.tooLong());
        }
        String text = new StrictUtf8().decode(original);
        if (text == null) {
            return malformed(line, original, "is not in UTF-8");
        }
        try {
            JsonNode json = JSON.readTree(text);
            return json.isObject()
                    ? readable(line, original, json)
                    : malformed(line, original, "must be " + extent.wanted);
        } catch (JsonProcessingException e) {
            return malformed(
                    line, original, "is not " + extent.wanted + " (" + Quoted.clean(e.getOriginalMessage()) + ")");
        }
    }

    static SourceRecord tooLong(Line line) {
        return malformed(line.number(), line.bytes(), Extent.LINE.tooLong());
    }

    private static SourceRecord malformed(long line, byte[] original, String message) {
        Problem problem = new Problem(RejectionReason.UNREADABLE, "", message);
        return new SourceRecord.Malformed(line, original, problem);
    }

    private static SourceRecord readable(long line, byte[] original, JsonNode json) {
        Map<String, String> fields = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        json.properties().forEach(property -> {
            String name = property.getKey();
            JsonNode value = property.getValue();
            if (name.equals(GradeFields.OBJECT)) {
                readGrades(value, fields, problems);
            } else {
                InspectionField.ofProperty(name)
                        .ifPresentOrElse(
                                field -> readField(field, value, fields, problems), () -> problems.add(unknown(name)));
            }
        });
        return new SourceRecord.Legible(line, original, fields, problems);
    }

    private static void readField(
            InspectionField field, JsonNode value, Map<String, String> fields, List<Problem> problems) {
        if (value.isNull()) {
            return;
        }
        boolean rightType =
                switch (field) {
                    case REVISION -> value.isIntegralNumber();
                    case WITHDRAWN -> value.isBoolean();
                    default -> value.isTextual();
                };
        if (rightType) {
            fields.put(field.column(), value.asText());
        } else {
            String type =
                    switch (field) {
                        case REVISION -> "a whole number";
                        case WITHDRAWN -> "true or false";
                        default -> "a text";
                    };
            problems.add(new Problem(RejectionReason.UNREADABLE, field.column(), "must be " + type));
        }
    }

    private static void readGrades(JsonNode grades, Map<String, String> fields, List<Problem> problems) {
        if (!grades.isObject()) {
            problems.add(new Problem(
                    RejectionReason.UNREADABLE,
                    GradeFields.OBJECT,
                    "must be an object of judgements and their grades"));
            return;
        }
        grades.properties().forEach(given -> {
            String judgement = given.getKey();
            JsonNode grade = given.getValue();
            boolean known = Judgement.ofId(judgement).isPresent();
            if (!known && !grade.isTextual()) {
                problems.add(GradeFields.unknownJudgement(judgement));
            } else if (grade.isTextual()) {
                fields.put(known ? judgement : GradeFields.OTHER_JUDGEMENT + judgement, grade.textValue());
            } else if (!grade.isNull()) {
                problems.add(new Problem(RejectionReason.UNREADABLE, judgement, "must be a text"));
            }
        });
    }

    private static Problem unknown(String property) {
        return new Problem(
                RejectionReason.UNREADABLE,
                "",
                Quoted.of(property) + " is not a property of an inspection: correct it or leave it out");
    }

    /** The JSON name of a field of the CSV form. */
    static String nameInSource(String field) {
        if (Judgement.ofId(field).isPresent()) {
            return GradeFields.OBJECT + "." + field;
        }
        return InspectionField.ofColumn(field).map(InspectionField::property).orElse(field);
    }
}
