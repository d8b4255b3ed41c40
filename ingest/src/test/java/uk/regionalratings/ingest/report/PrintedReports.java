package uk.regionalratings.ingest.report;

import static uk.regionalratings.vocabulary.Grade.GOOD;
import static uk.regionalratings.vocabulary.Grade.INADEQUATE;
import static uk.regionalratings.vocabulary.Grade.OUTSTANDING;
import static uk.regionalratings.vocabulary.Grade.REQUIRES_IMPROVEMENT;

import java.util.Map;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Made-up reports about Sunderland as PDFs, for tests of what is done with them. */
public final class PrintedReports {
    private PrintedReports() {}

    /** Fieldwork from 27 to 31 January 2025; does not print when it was published. */
    public static byte[] ilacs() {
        return print(
                Framework.ILACS,
                Map.of(
                        Judgement.OVERALL_EFFECTIVENESS, GOOD,
                        Judgement.IMPACT_OF_LEADERS, OUTSTANDING,
                        Judgement.HELP_AND_PROTECTION, GOOD,
                        Judgement.IN_CARE, REQUIRES_IMPROVEMENT,
                        Judgement.CARE_LEAVERS, GOOD));
    }

    /** Fieldwork from 8 to 19 June 2026; does not print when it was published. */
    public static byte[] ilacs2026() {
        return print(
                Framework.ILACS_2026,
                Map.of(
                        Judgement.IMPACT_OF_LEADERS, INADEQUATE,
                        Judgement.HELP_AND_PROTECTION, GOOD,
                        Judgement.IN_CARE, REQUIRES_IMPROVEMENT,
                        Judgement.CARE_LEAVERS, GOOD));
    }

    /** Fieldwork from 11 May to 4 June 2015, published on 20 July 2015. */
    public static byte[] sif() {
        return print(
                Framework.SIF,
                Map.of(
                        Judgement.OVERALL_EFFECTIVENESS, REQUIRES_IMPROVEMENT,
                        Judgement.IMPACT_OF_LEADERS, REQUIRES_IMPROVEMENT,
                        Judgement.HELP_AND_PROTECTION, GOOD,
                        Judgement.IN_CARE, REQUIRES_IMPROVEMENT,
                        Judgement.CARE_LEAVERS, GOOD,
                        Judgement.ADOPTION, INADEQUATE));
    }

    private static byte[] print(Framework framework, Map<Judgement, Grade> grades) {
        return SamplePdf.of(SampleReport.of(framework, false, grades, SampleReport.USUAL, "Sunderland City Council"));
    }
}
