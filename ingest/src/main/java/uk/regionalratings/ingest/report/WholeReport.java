package uk.regionalratings.ingest.report;

import static uk.regionalratings.ingest.report.UnclearReportException.unclear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a file is one report, all of it, as it was published. What is said here holds of every report from 2014 to 2026 that was at
 * hand: they end with Ofsted's address, say once when the inspection was, and have "draft" in nothing but sentences.
 */
final class WholeReport {
    private static final int MOST_LINES_ABOVE_DATES = 40;
    private static final Pattern INSPECTED = Pattern.compile("inspection dates?\\s*:.*", Pattern.CASE_INSENSITIVE);

    /** One of them is enough: a line may be lost where the text of a page is extracted. */
    private static final List<String> AT_THE_END =
            List.of("piccadilly gate", "crown copyright", "office for standards in education");

    private static final Set<String> UNFINISHED = Set.of("draft", "provisional");
    private static final Pattern CAPITALS = Pattern.compile(".*\\b(?:DRAFT|PROVISIONAL|D R A F T)\\b.*");

    /** A line of such words alone is a mark; in prose "draft" stands among other words, or ends a sentence. */
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
     * Refuses what is not one whole report as it was published.
     *
     * @param pages the lines of each page, from top to bottom
     * @param name what the source is called
     */
    static void require(List<List<String>> pages, String name) throws UnclearReportException {
        List<Integer> beginnings = beginnings(pages);
        if (beginnings.size() > 1) {
            throw unclear(
                    "",
                    "the file holds more than one report: another begins on page " + beginnings.get(1)
                            + "; send each as a file of its own");
        }
        requirePublished(pages, name);
        String end = joined(pages.subList(Math.max(0, pages.size() - 2), pages.size()));
        if (AT_THE_END.stream().noneMatch(end::contains)) {
            String what = pages.size() == 1 ? "its first page is all there is" : "it ends with page " + pages.size();
            throw unclear(
                    "",
                    "the report is cut off: " + what + ", and Ofsted's address, with which every report ends, does not"
                            + " stand there; send the whole file");
        }
    }

    /** The pages on which a report begins, 1 for the first. */
    static List<Integer> beginnings(List<List<String>> pages) {
        List<Integer> beginnings = new ArrayList<>();
        for (int page = 0; page < pages.size(); page++) {
            boolean begins = Lines.normalised(pages.get(page)).stream()
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
            for (String line : Lines.normalised(pages.get(page))) {
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
            Lines.normalised(page).forEach(line -> joined.append(line).append(' '));
        }
        return joined.toString().toLowerCase(Locale.ROOT);
    }
}
