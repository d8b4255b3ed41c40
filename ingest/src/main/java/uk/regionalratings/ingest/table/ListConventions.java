package uk.regionalratings.ingest.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * How one list writes dates and grades where a single cell is ambiguous. Numbers are days or grades only if the whole
 * column consists of them. If any row writes the month first, {@code 03/04/2022} may be either of two days.
 *
 * @param serials the date columns that hold spreadsheet serial days
 * @param numbered the judgement columns that hold Ofsted's numbers
 * @param monthFirst whether any row writes the month first
 */
record ListConventions(Set<String> serials, Set<String> numbered, boolean monthFirst) {
    /** The conventions before any row has been read. */
    static final ListConventions NONE = new ListConventions(Set.of(), Set.of(), false);

    private static final List<String> DATES = Stream.of(
                    InspectionField.STARTED_ON, InspectionField.ENDED_ON, InspectionField.PUBLISHED_ON)
            .map(InspectionField::column)
            .toList();

    /**
     * Infers the conventions of a list from its first rows.
     *
     * @param rows texts by native column; only rows about inspections
     * @param withSerials whether a number may be a spreadsheet's serial day
     */
    static ListConventions of(List<Map<String, String>> rows, boolean withSerials) {
        Set<String> serials = withSerials ? columns(DATES, rows, ListDates::isSerial) : Set.of();
        Set<String> numbered = columns(Judgement.ids(), rows, ListGrades::isNumber);
        boolean monthFirst = rows.stream().anyMatch(row -> orders(row).contains(ListDates.Order.MONTH_FIRST));
        return new ListConventions(serials, numbered, monthFirst);
    }

    /** The columns whose non-blank values, at least one, are all of one kind. */
    private static Set<String> columns(List<String> of, List<Map<String, String>> rows, Predicate<String> kind) {
        Set<String> columns = new HashSet<>();
        for (String column : of) {
            List<String> texts = rows.stream()
                    .map(row -> row.getOrDefault(column, ""))
                    .filter(text -> !VisibleText.isBlank(text) && !ListGrades.isNotMade(text))
                    .toList();
            if (!texts.isEmpty() && texts.stream().allMatch(kind)) {
                columns.add(column);
            }
        }
        return Set.copyOf(columns);
    }

    private static List<ListDates.Order> orders(Map<String, String> row) {
        return DATES.stream()
                .map(column -> ListDates.order(row.getOrDefault(column, "")))
                .toList();
    }

    /**
     * The day in a field; null if the field is blank or not a day, in which case {@code problems} receives the
     * reason.
     *
     * @param row all texts of the row: one of its dates may show how the others are written
     */
    @Nullable
    LocalDate date(String column, Map<String, String> row, List<Problem> problems) {
        String text = row.getOrDefault(column, "").strip();
        if (VisibleText.isBlank(text)) {
            return null;
        }
        if (ListDates.isSerial(text) && serials.contains(column)) {
            return ListDates.ofSerial(text);
        }
        try {
            LocalDate date = ListDates.parse(text);
            if (date != null && isUnclear(text, row)) {
                problems.add(
                        problem(
                                column,
                                text,
                                "may be either of two days, since other rows write the month before the day: write the month as a word"));
                return null;
            }
            if (date == null) {
                problems.add(problem(column, text, reason(text)));
            }
            return date;
        } catch (DateTimeException e) {
            problems.add(problem(column, text, "is not a day of the calendar; the day comes before the month"));
            return null;
        }
    }

    private boolean isUnclear(String text, Map<String, String> row) {
        return monthFirst
                && ListDates.order(text) == ListDates.Order.EITHER
                && !orders(row).contains(ListDates.Order.DAY_FIRST);
    }

    private static String reason(String text) {
        return ListDates.isSerial(text)
                ? "is a date only if its whole column holds spreadsheet serial dates: write 20/08/2021"
                : "must be written as 20/08/2021, 20 August 2021 or 2021-08-20";
    }

    private static Problem problem(String column, String text, String why) {
        return new Problem(RejectionReason.BAD_DATE, column, Quoted.of(text) + " " + why);
    }

    /** What the sender of the list should check; may be empty. */
    List<String> remarks(UnaryOperator<String> nameInSource) {
        List<String> remarks = new ArrayList<>();
        Judgement.ids().stream()
                .filter(numbered::contains)
                .forEach(column -> remarks.add(Quoted.clean(nameInSource.apply(column))
                        + ": read as Ofsted's numbers, 1 Outstanding, 2 Good, 3 Requires improvement, 4 Inadequate"));
        DATES.stream()
                .filter(serials::contains)
                .forEach(column ->
                        remarks.add(Quoted.clean(nameInSource.apply(column)) + ": read as spreadsheet serial dates"));
        return remarks;
    }
}
