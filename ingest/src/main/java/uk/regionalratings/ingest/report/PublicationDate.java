package uk.regionalratings.ingest.report;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * The day of publication and its origin. SIF reports print the day, ILACS reports do not.
 *
 * @param day the day
 * @param origin where it was found, in words: "printed in the report"
 * @param isOfName whether only the file's name states it
 */
record PublicationDate(LocalDate day, String origin, boolean isOfName) {
    private static final String IN_WORDS = "[0-9]{1,2}(?:st|nd|rd|th)?[ _-][a-z]+,?[ _-][0-9]{4}";
    private static final String IN_FIGURES = "[0-9]{1,2}(?<dot>[._-])[0-9]{1,2}\\k<dot>[0-9]{4}";
    private static final String YEAR_FIRST = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    /** What browsers and people append to a name that already exists. */
    private static final String COPY = "(?:[ _]?\\([0-9]{1,3}\\)|[ _]?- ?copy|[ _]copy)*";

    private static final Pattern END_OF_NAME = Pattern.compile(
            "(?:^|.*[^0-9\\p{L}])(?<date>" + IN_WORDS + "|" + IN_FIGURES + "|" + YEAR_FIRST + ") ?" + COPY
                    + " ?(?:[.]pdf)?" + COPY,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ISO = Pattern.compile(YEAR_FIRST);
    private static final Pattern BETWEEN_FIGURES = Pattern.compile("(?<=^[0-9]{1,2}|[0-9])[._-](?=[0-9])");

    /**
     * Chooses the day by precedence: the report itself, then its sender, then the file's name, which a later upload
     * may have changed.
     *
     * @param printed the day printed in the report; null if there is none
     * @param told the date that the sender gives; null if there is none
     * @param name the source's name, with or without folders
     * @throws UnclearReportException if report and sender disagree, or no origin states a day
     */
    static PublicationDate choose(@Nullable LocalDate printed, @Nullable LocalDate told, String name)
            throws UnclearReportException {
        if (printed != null) {
            if (told != null && !told.equals(printed)) {
                throw UnclearReportException.unclear(
                        ReportReader.PUBLISHED_ON,
                        "the report says that it was published on " + printed + ", its sender says " + told
                                + ": leave the date out, or correct it");
            }
            LocalDate named = ofName(name);
            boolean differs = named != null && !named.equals(printed);
            return new PublicationDate(
                    printed, "printed in the report" + (differs ? "; its name says " + named : ""), false);
        }
        if (told != null) {
            return new PublicationDate(told, "given with the report", false);
        }
        LocalDate named = ofName(name);
        if (named == null) {
            throw new UnclearReportException(
                    RejectionReason.MISSING_FIELD,
                    ReportReader.PUBLISHED_ON,
                    "the report does not state its publication date, and its name does not end with the date as in"
                            + " \"20 august 2021.pdf\": give it with --published YYYY-MM-DD");
        }
        return new PublicationDate(named, "from the name of the file", true);
    }

    private static @Nullable LocalDate ofName(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        Matcher matcher = END_OF_NAME.matcher(file);
        if (!matcher.matches()) {
            return null;
        }
        String date = matcher.group("date");
        if (ISO.matcher(date).matches()) {
            String[] parts = date.split("-", -1);
            return ReportDates.single(parts[2] + "/" + parts[1] + "/" + parts[0]);
        }
        String figures = BETWEEN_FIGURES.matcher(date).replaceAll("/");
        return ReportDates.single(figures.replace('_', ' ').replace('-', ' '));
    }
}
