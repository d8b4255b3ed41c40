package uk.regionalratings.ingest.table;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * The rows of a list that are not about an inspection: totals, sources and notes. They are recognised by their first
 * words, so that a truncated row never passes for a note.
 */
final class AsideRows {
    /** How many rows a remark quotes; lists have few. */
    private static final int MOST_QUOTED = 5;

    private static final Pattern TOTAL = Pattern.compile(
            "(?:grand |sub-?|overall )?totals?\\b.*|(?:sum|average|mean|median|count|england)\\b.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FIGURE = Pattern.compile("[-+£(]*[0-9][0-9,. ]*%?\\)?");
    private static final Pattern NOTE = Pattern.compile(
            "(?:sources?|notes?|n\\.?b\\.?|footnotes?|key|copyright|crown copyright|contains|data from|data source|"
                    + "data as (?:at|of)|(?:last )?updated|correct as (?:at|of)|produced by|prepared by|published by|"
                    + "compiled by|licen[cs]ed under|open government licence|end of)\\b.*|[©*†].*",
            Pattern.CASE_INSENSITIVE);

    private long blank;
    private long asides;
    private final List<String> quoted = new ArrayList<>();

    /** Whether a row is a total or a note, as far as this is clear without its authority. */
    static boolean isAside(List<String> row) {
        List<String> texts = row.stream()
                .map(VisibleText::of)
                .filter(text -> !text.isEmpty())
                .toList();
        if (texts.isEmpty()) {
            return false;
        }
        String first = texts.get(0).toLowerCase(Locale.ROOT);
        List<String> rest = texts.subList(1, texts.size());
        boolean total = TOTAL.matcher(first).matches()
                && rest.stream().allMatch(text -> FIGURE.matcher(text).matches());
        return total || (NOTE.matcher(first).matches() && rest.stream().noneMatch(AsideRows::isDate));
    }

    private static boolean isDate(String text) {
        try {
            return ListDates.parse(text) != null || ListDates.isSerial(text);
        } catch (DateTimeException e) {
            return true;
        }
    }

    /** Counts a blank row that was skipped. */
    void addBlank() {
        blank++;
    }

    /** Counts a total or a note that was skipped. */
    void add(String place, List<String> row) {
        asides++;
        if (quoted.size() < MOST_QUOTED) {
            String first = row.stream()
                    .filter(text -> !VisibleText.isBlank(text))
                    .findFirst()
                    .orElse("");
            quoted.add(place + " " + Quoted.of(VisibleText.of(first)));
        }
    }

    /** Remarks to report once the source has been read; may be empty. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (blank > 0) {
            remarks.add("blank rows skipped: " + blank);
        }
        if (asides > 0) {
            String more = asides > quoted.size() ? " and " + (asides - quoted.size()) + " more" : "";
            remarks.add("rows skipped because they are not inspections: " + String.join(", ", quoted) + more);
        }
        return remarks;
    }
}
