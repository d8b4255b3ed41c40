package uk.regionalratings.ingest.validation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Problem;

/** Reads and validates the records of one source, one at a time and in constant memory. */
public final class CheckedRecords {
    /** How much of an invalid identity is reported. */
    private static final int LONGEST_ID = 100;

    private final String source;
    private final RecordReader reader;
    private final InspectionValidator validator;
    private boolean any;

    /** @param source the source's name in the origin of rejected records */
    public CheckedRecords(String source, RecordReader reader, InspectionValidator validator) {
        this.source = source;
        this.reader = reader;
        this.validator = validator;
    }

    /**
     * The next record, or null at the end.
     *
     * @throws UnusableSourceException if the source has no record at all, which its sender cannot have intended; the
     *     message does not name the source
     */
    public @Nullable CheckedRecord next() throws IOException {
        SourceRecord next = reader.next();
        if (next == null && !any) {
            throw new UnusableSourceException("contains no records: give at least one, below any header");
        }
        if (next == null) {
            return null;
        }
        any = true;
        if (next instanceof SourceRecord.Legible legible) {
            Validation validation = validator.validate(legible);
            if (validation instanceof Validation.Invalid invalid) {
                return rejected(next, legible.fields(), invalid.problems());
            }
            String revision = legible.fields().getOrDefault(InspectionField.REVISION.column(), "");
            Inspection inspection = ((Validation.Valid) validation).inspection();
            return new CheckedRecord.Valid(
                    next.line(), reader.place(next.line()), next.original(), inspection, !revision.isBlank());
        }
        return rejected(next, Map.of(), List.of(((SourceRecord.Malformed) next).problem()));
    }

    private CheckedRecord rejected(SourceRecord next, Map<String, String> fields, List<Problem> problems) {
        List<Problem> named = new ArrayList<>();
        for (Problem problem : problems) {
            named.add(new Problem(problem.reason(), nameInSource(problem.field()), problem.message()));
        }
        String authority = fields.get(InspectionField.AUTHORITY_ID.column());
        Rejection rejection =
                new Rejection(source, next.line(), reader.place(next.line()), next.original(), authority, named);
        return new CheckedRecord.Invalid(rejection, shortened(fields.get(InspectionField.INSPECTION_ID.column())));
    }

    private static @Nullable String shortened(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return Quoted.clean(id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "…");
    }

    /** The source's name for a field of the CSV form: {@code authorityId} for {@code authority_id}. */
    public String nameInSource(String field) {
        return reader.nameInSource(field);
    }

    /** The reader's remarks about the source as a whole; may be empty. */
    public List<String> remarks() {
        return reader.remarks();
    }

    /** The reader's remarks about the rows, complete after the last record; may be empty. */
    public List<String> lastRemarks() {
        return reader.lastRemarks();
    }
}
