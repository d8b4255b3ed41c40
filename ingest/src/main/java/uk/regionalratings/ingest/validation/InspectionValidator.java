package uk.regionalratings.ingest.validation;

import java.time.Clock;
import java.util.List;
import uk.regionalratings.ingest.record.InspectionFields;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionCheck;
import uk.regionalratings.vocabulary.LondonDates;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Turns the texts of a record into an inspection, or lists everything that is wrong: first field by field, then the
 * consistency of the fields that could be read.
 */
public final class InspectionValidator {
    private final AuthorityDirectory directory;
    private final Frameworks frameworks;
    private final Clock clock;

    /**
     * @param names the authorities and frameworks that inspections can name
     * @param clock today's date: no inspection can have been published later
     */
    public InspectionValidator(SourceNames names, Clock clock) {
        this.directory = names.directory();
        this.frameworks = names.frameworks();
        this.clock = clock;
    }

    /** The authorities that inspections can be about. */
    public AuthorityDirectory directory() {
        return directory;
    }

    public Validation validate(SourceRecord.Legible sourceRecord) {
        InspectionFields fields = new InspectionFields(sourceRecord, directory, frameworks);
        Inspection inspection = fields.inspection();
        List<Problem> problems = fields.problems();
        if (inspection != null) {
            InspectionCheck.problems(inspection, LondonDates.today(clock)).stream()
                    .filter(problem -> !isConsequence(problem, fields))
                    .forEach(problems::add);
        }
        return inspection == null || !problems.isEmpty()
                ? new Validation.Invalid(List.copyOf(problems))
                : new Validation.Valid(inspection);
    }

    /** "No grades" is a consequence if grades are present but unreadable. */
    private static boolean isConsequence(Problem problem, InspectionFields fields) {
        return problem.reason() == RejectionReason.NO_GRADES && fields.hasUnreadableGrades();
    }
}
