package uk.regionalratings.vocabulary;

import static uk.regionalratings.vocabulary.RejectionReason.BAD_DATE;
import static uk.regionalratings.vocabulary.RejectionReason.BAD_NUMBER;
import static uk.regionalratings.vocabulary.RejectionReason.BAD_TEXT;
import static uk.regionalratings.vocabulary.RejectionReason.DATES_OUT_OF_ORDER;
import static uk.regionalratings.vocabulary.RejectionReason.FUTURE_DATE;
import static uk.regionalratings.vocabulary.RejectionReason.JUDGEMENT_NOT_IN_FRAMEWORK;
import static uk.regionalratings.vocabulary.RejectionReason.NO_GRADES;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_AUTHORITY;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_FRAMEWORK;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must hold of an inspection's facts among themselves, wherever it comes from. Feeds check it before they publish,
 * and the topology checks it again, since anyone may write to the topic.
 */
public final class InspectionCheck {
    /** Longest identity and longest URL, in characters: what fits in a log line, a key and a page. */
    public static final int LONGEST_ID = 100;

    public static final int LONGEST_URL = 2_000;

    /** Longest wording of a grade. Without an end, one record could outgrow what the tables' topics take. */
    public static final int LONGEST_WORDS = 200;

    /** Earlier dates are slips of the keyboard: councils' duties to children rest on the Children Act 1989. */
    static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    /** Longest reason for a withdrawal, in characters: a sentence or two. */
    public static final int LONGEST_REASON = 500;

    /** Most judgements on another scale. */
    public static final int MOST_OUTCOMES = 30;

    /** The maximum length, in characters, of the name of another framework or of a judgement on another scale. */
    public static final int LONGEST_NAME = 60;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9 _.()-]{0," + (LONGEST_NAME - 1) + "}");
    private static final Pattern JUDGEMENT = Pattern.compile("[a-z][a-z0-9_]{0," + (LONGEST_NAME - 1) + "}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]*");

    private InspectionCheck() {}

    /**
     * Everything that is wrong with {@code inspection}; empty if it can be counted.
     *
     * @param today the last day on which it can have been published, in London
     */
    public static List<Problem> problems(Inspection inspection, LocalDate today) {
        List<Problem> problems = new ArrayList<>();
        checkIdentity(inspection, problems);
        checkWithdrawal(inspection, problems);
        checkDates(inspection, today, problems);
        checkGrades(inspection, problems);
        return problems;
    }

    private static void checkIdentity(Inspection inspection, List<Problem> problems) {
        String id = inspection.inspectionId();
        if (id.length() > LONGEST_ID || !ID.matcher(id).matches()) {
            problems.add(new Problem(
                    BAD_TEXT,
                    "inspection_id",
                    "must be 1 to " + LONGEST_ID + " letters, digits, '.', '_', ':' or '-', starting with a letter or"
                            + " digit"));
        }
        if (!Authority.isId(inspection.authorityId())) {
            problems.add(new Problem(UNKNOWN_AUTHORITY, "authority_id", "must be a 3-digit DfE code"));
        }
        if (inspection.revision() < 1) {
            problems.add(new Problem(BAD_NUMBER, "revision", "must be 1 or more, not " + inspection.revision()));
        }
        String url = inspection.reportUrl();
        if (url != null && (url.length() > LONGEST_URL || !isWebAddress(url))) {
            problems.add(new Problem(
                    BAD_TEXT,
                    "report_url",
                    "must be an http or https address of at most " + LONGEST_URL + " characters"));
        }
    }

    private static void checkWithdrawal(Inspection inspection, List<Problem> problems) {
        String reason = inspection.withdrawnReason();
        if (reason == null) {
            return;
        }
        if (!inspection.withdrawn()) {
            problems.add(new Problem(
                    BAD_TEXT, "withdrawn_reason", "must be left out of an inspection that is not withdrawn"));
        }
        boolean legible = reason.codePoints().noneMatch(InspectionCheck::isUnprintable);
        if (reason.isBlank() || reason.length() > LONGEST_REASON || !legible) {
            problems.add(new Problem(
                    BAD_TEXT,
                    "withdrawn_reason",
                    "must be 1 to " + LONGEST_REASON + " characters, on one line and without control characters"));
        }
    }

    /** Control characters, and half a character, which no encoder can write. */
    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Only web addresses are let in, since pages and alerts turn them into links. */
    private static boolean isWebAddress(String url) {
        return (beginsWith(url, "https://") || beginsWith(url, "http://"))
                && url.codePoints().noneMatch(InspectionCheck::isUnsafeInLink);
    }

    /** In any case of letters: the scheme of an address has none. */
    private static boolean beginsWith(String url, String scheme) {
        return url.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static boolean isUnsafeInLink(int codePoint) {
        return codePoint <= ' ' || codePoint == '"' || codePoint == '<' || codePoint == '>' || isUnprintable(codePoint);
    }

    private static void checkDates(Inspection inspection, LocalDate today, List<Problem> problems) {
        if (inspection.startedOn().isBefore(EARLIEST)) {
            problems.add(new Problem(
                    BAD_DATE,
                    "started_on",
                    inspection.startedOn() + " is before " + EARLIEST + ", the earliest allowed"));
        }
        if (inspection.endedOn().isBefore(inspection.startedOn())) {
            problems.add(new Problem(
                    DATES_OUT_OF_ORDER,
                    "ended_on",
                    inspection.endedOn() + " is before started_on " + inspection.startedOn()));
        }
        if (inspection.publishedOn().isBefore(inspection.endedOn())) {
            problems.add(new Problem(
                    DATES_OUT_OF_ORDER,
                    "published_on",
                    inspection.publishedOn() + " is before ended_on " + inspection.endedOn()));
        }
        if (inspection.publishedOn().isAfter(today)) {
            problems.add(new Problem(
                    FUTURE_DATE,
                    "published_on",
                    inspection.publishedOn() + " is in the future (today is " + today + ")"));
        }
    }

    private static void checkOther(OtherScale other, List<Problem> problems) {
        if (!NAME.matcher(other.framework()).matches()) {
            problems.add(new Problem(
                    BAD_TEXT,
                    "framework",
                    "must be 1 to 60 letters, digits, spaces, '_', '-', '.', '(' or ')', starting with a letter"));
        }
        if (other.outcomes().size() > MOST_OUTCOMES) {
            problems.add(new Problem(BAD_TEXT, "", "more than " + MOST_OUTCOMES + " judgements have an outcome"));
        }
        other.outcomes().forEach((judgement, words) -> {
            if (!JUDGEMENT.matcher(judgement).matches()) {
                problems.add(new Problem(
                        BAD_TEXT, "grades", "a judgement must be named by 1 to 60 small letters, digits and '_'"));
            }
            if (words.isBlank()
                    || words.length() > LONGEST_WORDS
                    || words.codePoints().anyMatch(InspectionCheck::isUnprintable)) {
                problems.add(new Problem(
                        BAD_TEXT, judgement, "must be worded in 1 to " + LONGEST_WORDS + " printable characters"));
            }
        });
    }

    private static void checkGrades(Inspection inspection, List<Problem> problems) {
        OtherScale other = inspection.other();
        if ((inspection.framework() == Framework.OTHER) != (other != null)) {
            problems.add(new Problem(
                    UNKNOWN_FRAMEWORK, "framework", "must be OTHER where the scale is another one, and only there"));
        }
        if (other != null) {
            checkOther(other, problems);
        }
        if (inspection.grades().isEmpty() && inspection.outcomes().isEmpty() && !inspection.withdrawn()) {
            problems.add(new Problem(NO_GRADES, "", "no judgement has a grade"));
        }
        inspection.grades().forEach((judgement, given) -> {
            if (!inspection.framework().makes(judgement)) {
                problems.add(new Problem(
                        JUDGEMENT_NOT_IN_FRAMEWORK,
                        judgement.id(),
                        inspection.framework() + " inspections do not make this judgement"));
            }
            if (given.words().length() > LONGEST_WORDS) {
                problems.add(new Problem(
                        BAD_TEXT, judgement.id(), "is worded in more than " + LONGEST_WORDS + " characters"));
            }
        });
    }
}
