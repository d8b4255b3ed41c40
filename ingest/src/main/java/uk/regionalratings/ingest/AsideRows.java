package uk.regionalratings.ingest;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * The rows of a list that are of no inspection: totals, sources, notes. They are known by their first words, since a row that was
 * cut off must never pass for a note.
 */
final class AsideRows {
    /** How many are quoted in the remark; lists have a few. */
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

    /** Whether a row is a total or a note, so far as this can be told without its authority. */
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

    /** A row in which nothing stands was passed over. */
    void addBlank() {
        blank++;
    }

    /** A total or a note was passed over. */
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

    /** What is to be said once the source has been read; empty when nothing. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (blank > 0) {
            remarks.add("blank rows skipped: " + blank);
        }
        if (asides > 0) {
            String more = asides > quoted.size() ? " and " + (asides - quoted.size()) + " more" : "";
            remarks.add("rows skipped, since they are no inspections: " + String.join(", ", quoted) + more);
        }
        return remarks;
    }
}
