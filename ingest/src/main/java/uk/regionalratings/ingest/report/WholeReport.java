package uk.regionalratings.ingest.report;

import static uk.regionalratings.ingest.report.UnclearReportException.unclear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks that a file is one complete published report. These rules hold for all reports from 2014 to 2026 that were
 * available: each ends with Ofsted's address, states the dates of the inspection once, and has "draft" only within
 * sentences.
 */
final class WholeReport {
    private static final int MOST_LINES_ABOVE_DATES = 40;
    private static final Pattern INSPECTED = Pattern.compile("inspection dates?\\s*:.*", Pattern.CASE_INSENSITIVE);

    /** One of them is enough, since a line may be lost when a page's text is extracted. */
    private static final List<String> AT_THE_END =
            List.of("piccadilly gate", "crown copyright", "office for standards in education");

    private static final Set<String> UNFINISHED = Set.of("draft", "provisional");
    private static final Pattern CAPITALS = Pattern.compile(".*\\b(?:DRAFT|PROVISIONAL|D R A F T)\\b.*");

    /** A line of such words alone is a mark; in prose, "draft" is among other words or ends a sentence. */
    private static final Set<String> WORDS_OF_MARKS = Set.of(
            "draft",
            "provisional",
            "report",
            "inspection",
            "judgement",
            "judgements",
            "grade",
            "grades",
            "findings",
            "version",
            "copy",
            "final",
            "only",
            "not",
            "yet",
            "for",
            "publication",
            "published",
            "confidential",
            "restricted",
            "embargoed",
            "subject",
            "to",
            "quality",
            "assurance",
            "moderation",
            "this",
            "is",
            "a",
            "the");

    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");

    private WholeReport() {}

    /**
     * Refuses anything but one complete published report.
     *
     * @param pages the lines of each page, from top to bottom
     * @param name the source's name
     */
    static void require(List<List<String>> pages, String name) throws UnclearReportException {
        List<Integer> beginnings = beginnings(pages);
        if (beginnings.size() > 1) {
            throw unclear(
                    "",
                    "the file holds more than one report: another begins on page " + beginnings.get(1)
                            + "; send each as a separate file");
        }
        requirePublished(pages, name);
        String end = joined(pages.subList(Math.max(0, pages.size() - 2), pages.size()));
        if (AT_THE_END.stream().noneMatch(end::contains)) {
            String what = pages.size() == 1 ? "it has only its first page" : "it ends with page " + pages.size();
            throw unclear(
                    "",
                    "the report is cut off: " + what + ", without Ofsted's address, with which every report"
                            + " ends; send the whole file");
        }
    }

    /** The numbers of the pages on which a report begins, counted from 1. */
    static List<Integer> beginnings(List<List<String>> pages) {
        List<Integer> beginnings = new ArrayList<>();
        for (int page = 0; page < pages.size(); page++) {
            boolean begins = NormalisedLines.normalised(pages.get(page)).stream()
                    .limit(MOST_LINES_ABOVE_DATES)
                    .anyMatch(line -> INSPECTED.matcher(line).matches());
            if (begins) {
                beginnings.add(page + 1);
            }
        }
        return beginnings;
    }

    private static void requirePublished(List<List<String>> pages, String name) throws UnclearReportException {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        if (words(file).stream().anyMatch(UNFINISHED::contains)) {
            throw unclear("", "its name says that it is a draft: send the report as it is published");
        }
        for (int page = 0; page < pages.size(); page++) {
            for (String line : NormalisedLines.normalised(pages.get(page))) {
                if (isMark(line)) {
                    throw unclear(
                            "",
                            "page " + (page + 1) + " is marked as a draft: found " + Words.quoted(line)
                                    + "; send the report as it is published");
                }
            }
        }
    }

    private static boolean isMark(String line) {
        List<String> words = words(line);
        return CAPITALS.matcher(line).matches()
                || (words.stream().anyMatch(UNFINISHED::contains)
                        && WORDS_OF_MARKS.containsAll(words)
                        && !line.endsWith("."));
    }

    private static List<String> words(String text) {
        return Arrays.stream(NOT_LETTERS.split(text.toLowerCase(Locale.ROOT), -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String joined(List<List<String>> pages) {
        StringBuilder joined = new StringBuilder();
        for (List<String> page : pages) {
            NormalisedLines.normalised(page).forEach(line -> joined.append(line).append(' '));
        }
        return joined.toString().toLowerCase(Locale.ROOT);
    }
}
