package uk.regionalratings.ingest.report;

import java.time.LocalDate;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;

/** What a report says: everything that makes an inspection, and where it stands. */
record ReportFacts(
        Authority authority,
        Framework framework,
        LocalDate startedOn,
        LocalDate endedOn,
        PublicationDate publication,
        ReportGrades grades) {}
