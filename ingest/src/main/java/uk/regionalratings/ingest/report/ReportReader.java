package uk.regionalratings.ingest.report;

import static uk.regionalratings.ingest.report.UnclearReportException.unclear;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Extracts the facts of an inspection from the lines of a report. The title names the authority and the kind of
 * inspection, the lines below it the dates, and the table the grades; everything that the rest of the report repeats
 * must agree. Independent of PDF.
 */
final class ReportReader {
    static final String PUBLISHED_ON = "published_on";
    private static final String STARTED_ON = "started_on";
    private static final String AUTHORITY_ID = "authority_id";

    private static final int MOST_LINES_ABOVE_DATES = 40;

    /** A date more than a year after the inspection belongs to another inspection. */
    private static final int LONGEST_TO_PUBLICATION_DAYS = 366;

    /**
     * Publication follows the inspection by 18 to 214 days. A file's name may contain any date, such as that of the
     * download.
     */
    private static final int SHORTEST_OF_NAME_DAYS = 10;

    private static final int LONGEST_OF_NAME_DAYS = 250;

    private static final Pattern INSPECTED =
            Pattern.compile("inspection dates?\\s*:?\\s*(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern GOES_ON = Pattern.compile("(?:and|to|until)\\b|[-0-9]", Pattern.CASE_INSENSITIVE);
    private static final Pattern PUBLISHED =
            Pattern.compile("report published\\s*:?\\s*(.*)", Pattern.CASE_INSENSITIVE);

    /** The dates of two visits may continue on the next line. */
    private static final int MOST_LINES_OF_DATES = 3;

    private final AuthorityNames names;

    ReportReader(AuthorityNames names) {
        this.names = names;
    }

    /**
     * Reads a report.
     *
     * @param pages the lines of each page, from top to bottom
     * @param told the publication date given by the sender; null if there is none
     * @param sent the authority given by the sender; null if there is none
     * @param name the name of the source
     * @throws UnclearReportException if it is not a report of a graded full inspection, or can't be read with certainty
     */
    ReportFacts read(List<List<String>> pages, @Nullable LocalDate told, @Nullable Authority sent, String name)
            throws UnclearReportException {
        ReportLines lines = ReportLines.of(pages);
        if (lines.all().isEmpty()) {
            throw new UnclearReportException(
                    RejectionReason.UNREADABLE, "", "the PDF has no text; if its pages are pictures, it can't be read");
        }
        List<String> frontLines = lines.frontLines();
        int dates = dateLine(frontLines, pages);
        ReportTitle title = ReportTitle.read(frontLines.subList(0, dates));
        WholeReport.require(pages, name);
        ReportDates.Fieldwork fieldwork = fieldwork(frontLines, dates);
        Authority authority = authority(title, fieldwork.endedOn(), sent);
        PublicationDate publication = PublicationDate.choose(printedDate(frontLines, dates), told, name);
        checkPublication(fieldwork, publication);
        ReportGrades grades = ReportGrades.read(lines, dates + 1, title.kind(), fieldwork);
        checkPlace(grades, authority, fieldwork.endedOn());
        return new ReportFacts(
                authority, grades.framework(), fieldwork.startedOn(), fieldwork.endedOn(), publication, grades);
    }

    private static int dateLine(List<String> front, List<List<String>> pages) throws UnclearReportException {
        int most = Math.min(front.size(), MOST_LINES_ABOVE_DATES);
        for (int i = 0; i < most; i++) {
            if (INSPECTED.matcher(front.get(i)).matches()) {
                return i;
            }
        }
        List<Integer> beginnings = WholeReport.beginnings(pages);
        if (!beginnings.isEmpty()) {
            throw unclear(
                    "",
                    "a report begins on page " + beginnings.get(0)
                            + " of the file: send it without the pages before it");
        }
        throw new UnclearReportException(
                RejectionReason.NOT_A_FULL_INSPECTION,
                "",
                "is not a report of a graded full inspection: no line \"Inspection dates: …\" at its beginning, which is "
                        + Words.quoted(NormalisedLines.joined(front, 0, 5)));
    }

    private static ReportDates.Fieldwork fieldwork(List<String> front, int dates) throws UnclearReportException {
        // Most lines first: dates that seem complete may continue on the next line.
        for (int most = MOST_LINES_OF_DATES; most > 0; most--) {
            Matcher matcher =
                    INSPECTED.matcher(NormalisedLines.joined(front, dates, most).replace('\n', ' '));
            ReportDates.Fieldwork fieldwork = matcher.matches() ? ReportDates.fieldwork(matcher.group(1)) : null;
            boolean goesOn = dates + most < front.size()
                    && GOES_ON.matcher(front.get(dates + most)).lookingAt();
            if (fieldwork != null && !goesOn) {
                return fieldwork;
            }
        }
        throw new UnclearReportException(
                RejectionReason.BAD_DATE,
                STARTED_ON,
                "the dates of inspection can't be read: found " + Words.quoted(front.get(dates)));
    }

    /**
     * The authority in the title. If the title has an unknown name, such as a short form or that of a trust, the
     * sender's authority counts.
     */
    private Authority authority(ReportTitle title, LocalDate day, @Nullable Authority sent)
            throws UnclearReportException {
        Authority authority = names.find(title.authorityName(), day);
        List<Authority> served = authority == null ? names.servedBy(title.authorityName(), day) : List.of();
        if (authority == null && served.size() == 1) {
            authority = served.get(0);
        }
        if (authority == null && sent != null && sent.existsOn(day)) {
            return sent;
        }
        if (authority != null && sent != null && !authority.equals(sent)) {
            throw unclear(
                    AUTHORITY_ID,
                    "the title is about " + authority.name() + ", but its sender says that it is about " + sent.name());
        }
        if (authority == null && served.size() > 1) {
            throw unclear(
                    AUTHORITY_ID,
                    Words.quoted(title.authorityName()) + ", named in the title, runs the services of "
                            + served.stream().map(Authority::name).collect(Collectors.joining(" and "))
                            + ": send the inspection as CSV or JSON");
        }
        if (authority == null) {
            throw new UnclearReportException(
                    RejectionReason.UNKNOWN_AUTHORITY,
                    AUTHORITY_ID,
                    Words.quoted(title.authorityName()) + ", named in the title, is not an authority that existed on "
                            + day);
        }
        return authority;
    }

    /** The day printed below the dates of inspection; null if there is none. */
    private static @Nullable LocalDate printedDate(List<String> front, int dates) throws UnclearReportException {
        for (int i = dates; i < Math.min(front.size(), dates + MOST_LINES_OF_DATES + 1); i++) {
            Matcher matcher = PUBLISHED.matcher(front.get(i));
            if (matcher.matches()) {
                LocalDate day = ReportDates.single(matcher.group(1));
                if (day == null) {
                    throw new UnclearReportException(
                            RejectionReason.BAD_DATE,
                            PUBLISHED_ON,
                            "the date of publication can't be read: found " + Words.quoted(front.get(i)));
                }
                return day;
            }
        }
        return null;
    }

    private static void checkPublication(ReportDates.Fieldwork fieldwork, PublicationDate publication)
            throws UnclearReportException {
        long days = ChronoUnit.DAYS.between(fieldwork.endedOn(), publication.day());
        if (days < 0 || days > LONGEST_TO_PUBLICATION_DAYS) {
            throw new UnclearReportException(
                    RejectionReason.DATES_OUT_OF_ORDER,
                    PUBLISHED_ON,
                    publication.day() + " (" + publication.origin() + ") does not follow the end of the inspection on "
                            + fieldwork.endedOn() + " within a year");
        }
        if (publication.isOfName() && (days < SHORTEST_OF_NAME_DAYS || days > LONGEST_OF_NAME_DAYS)) {
            throw unclear(
                    PUBLISHED_ON,
                    "the name of the file says that the report was published on " + publication.day() + ", " + days
                            + " days after the inspection, where " + SHORTEST_OF_NAME_DAYS + " to "
                            + LONGEST_OF_NAME_DAYS
                            + " would be usual: give the date with --published YYYY-MM-DD");
        }
    }

    /** The sentence that grades the services as a whole must be about the authority in the title. */
    private void checkPlace(ReportGrades grades, Authority authority, LocalDate day) throws UnclearReportException {
        String place = grades.place();
        Authority other = place == null ? null : names.find(place, day);
        if (other != null && !other.equals(authority)) {
            throw unclear(
                    AUTHORITY_ID,
                    "the title is about " + authority.name() + ", but the report grades the services in "
                            + Words.quoted(String.valueOf(place)));
        }
    }
}
