package uk.regionalratings.ingest.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * The text above the dates of inspection: whose services were inspected, and under which framework.
 *
 * @param authorityName the title's name for the authority: "London Borough of Enfield"
 * @param kind the kind of inspection
 */
record ReportTitle(String authorityName, Kind kind) {
    /**
     * The kinds of inspection that the title distinguishes. Whether ILACS has an overall grade is seen from the
     * table.
     */
    enum Kind {
        SIF,
        SIF_REINSPECTION,
        ILACS;

        Labels labels() {
            return this == ILACS ? Labels.ILACS : Labels.SIF;
        }
    }

    private static final String SIF_SUBJECT = "inspection of services for children in need of help and protection,?"
            + " children looked after and care leavers"
            + "(?:,? and review of the effectiveness of the local safeguarding children board ?[0-9]?)?";
    private static final Pattern SIF = pattern("(?<name>.+?) (?<re>re-? ?)?" + SIF_SUBJECT);
    private static final Pattern ILACS_BELOW_NAME =
            pattern("(?<name>.+?) inspection of (?:local authority )?children's(?: social care)? services");
    private static final Pattern ILACS_AROUND_NAME =
            pattern("inspection of (?<name>.+?)(?: local authority)?(?:'s?)? children's(?: social care)? services");
    private static final Pattern ILACS_BEFORE_NAME = pattern(
            "inspection of (?:local authority )?children's(?: social care)? services (?:in|at|of|for|-) (?<name>.+?)");

    /** Some titles name only the trust or company that runs the services. */
    private static final Pattern ILACS_OF_PROVIDER =
            pattern("inspection of (?<name>.+? (?:trust|children first|for children))(?: children's services)?");

    private static final Pattern BOARD =
            pattern("(?!.*inspection of).*review of the effectiveness of the local safeguarding children board.*");
    private static final Pattern FOOTNOTE =
            Pattern.compile("(?<=\\p{L})[0-9]{1,2}(?=\\s|$)|(?<=^|\\s)[0-9]{1,3}(?=\\s|$)");

    /**
     * Reads the lines above the dates.
     *
     * @throws UnclearReportException if this is not a report of a graded full inspection
     */
    static ReportTitle read(List<String> lines) throws UnclearReportException {
        String title =
                FOOTNOTE.matcher(String.join(" ", lines)).replaceAll("").strip().replaceAll(" +", " ");
        Matcher sif = SIF.matcher(title);
        if (sif.matches()) {
            return new ReportTitle(sif.group("name"), sif.group("re") == null ? Kind.SIF : Kind.SIF_REINSPECTION);
        }
        for (Pattern pattern : List.of(ILACS_AROUND_NAME, ILACS_BELOW_NAME, ILACS_BEFORE_NAME, ILACS_OF_PROVIDER)) {
            Matcher ilacs = pattern.matcher(title);
            if (ilacs.matches()) {
                return new ReportTitle(ilacs.group("name"), Kind.ILACS);
            }
        }
        String what = BOARD.matcher(title).matches()
                ? "is the review of a safeguarding children board, not an inspection of the authority: its title is "
                : "is not a report of a graded full inspection: its title is ";
        throw new UnclearReportException(RejectionReason.NOT_A_FULL_INSPECTION, "", what + Words.quoted(title));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(
                regex.toLowerCase(Locale.ROOT).replace("(?<name>.+?", "(?<name>\\S.{1,80}?"), Pattern.CASE_INSENSITIVE);
    }
}
