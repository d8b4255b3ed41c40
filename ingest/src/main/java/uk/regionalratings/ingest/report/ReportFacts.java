package uk.regionalratings.ingest.report;

import java.time.LocalDate;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;

/** Everything that a report states about its inspection, and where it states it. */
record ReportFacts(
        Authority authority,
        Framework framework,
        LocalDate startedOn,
        LocalDate endedOn,
        PublicationDate publication,
        ReportGrades grades) {}
