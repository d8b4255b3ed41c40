package uk.regionalratings.streams;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Durations of docs/domain-rules.md (Since when, The next inspection, Time-weighted grade), recounted from the CSV files by brute force. Like
 * {@link Recount} written from the page alone and with the JDK alone.
 */
public final class RecountOfTime {
    private static final List<String> SCALE = List.of("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE");

    private final Map<String, Map<String, String>> authorities = new TreeMap<>();
    private final Map<String, List<Map<String, String>>> inspections = new TreeMap<>();

    /** Recounts the bundled real history. */
    public RecountOfTime() {
        Recount.rows("authorities.csv").forEach(row -> authorities.put(row.get("authority_id"), row));
        List<Map<String, String>> rows = new ArrayList<>(Recount.rows("inspections.csv"));
        rows.sort(Recount.IN_ORDER);
        authorities.keySet().forEach(id -> inspections.put(id, new ArrayList<>()));
        rows.forEach(row -> inspections.get(row.get("authority_id")).add(row));
    }

    /** Identities of the authorities that exist on a day. */
    public List<String> existing(LocalDate day) {
        return authorities.values().stream()
                .filter(row -> row.get("established_on").compareTo(day.toString()) <= 0)
                .filter(row -> row.get("abolished_on").isEmpty()
                        || row.get("abolished_on").compareTo(day.toString()) >= 0)
                .map(row -> row.get("authority_id"))
                .toList();
    }

    /** The inspections of an authority published by {@code asOf} whose fieldwork ended by {@code inspectedBy}, in their order. */
    public List<Map<String, String>> seen(String authority, String family, LocalDate asOf, LocalDate inspectedBy) {
        return inspections.get(authority).stream()
                .filter(row -> family.equals("any") || family(row).equals(family))
                .filter(row -> row.get("published_on").compareTo(asOf.toString()) <= 0
                        && row.get("ended_on").compareTo(inspectedBy.toString()) <= 0)
                .toList();
    }

    /** {@code sif} or {@code ilacs}. */
    public static String family(Map<String, String> row) {
        return row.get("framework").startsWith("SIF") ? "sif" : "ilacs";
    }

    /** The last run of equal grades, as {@code 2021-08-20 2}; empty for none. */
    public static String run(List<Map<String, String>> seen, String judgement) {
        List<Map<String, String>> making =
                seen.stream().filter(row -> !row.get(judgement).isEmpty()).toList();
        int inARow = 0;
        String since = "";
        for (int k = making.size() - 1; k >= 0; k--) {
            if (!making.get(k)
                    .get(judgement)
                    .equals(making.get(making.size() - 1).get(judgement))) {
                break;
            }
            inARow++;
            since = making.get(k).get("published_on");
        }
        return inARow == 0 ? "" : since + " " + inARow;
    }

    /** How many grades each inspection moved a judgement by, under any framework: by {@code authority/judgement/inspection}. */
    public Map<String, Integer> steps(String judgement, LocalDate from, LocalDate to) {
        Map<String, Integer> steps = new TreeMap<>();
        inspections.forEach((authority, rows) -> {
            String before = "";
            for (Map<String, String> row : rows) {
                LocalDate published = LocalDate.parse(row.get("published_on"));
                String grade = row.get(judgement);
                if (!grade.isEmpty() && !published.isBefore(from) && !published.isAfter(to)) {
                    steps.put(
                            authority + "/" + judgement + "/" + row.get("inspection_id"),
                            before.isEmpty() ? 0 : SCALE.indexOf(before) - SCALE.indexOf(grade));
                }
                before = grade.isEmpty() ? before : grade;
            }
        });
        return steps;
    }

    /** The lowest grade that a row gives in these judgements; null for none. */
    public static @Nullable String lowest(Map<String, String> row, List<String> judgements) {
        return judgements.stream()
                .map(row::get)
                .filter(grade -> !grade.isEmpty())
                .max(Comparator.comparing(SCALE::indexOf))
                .orElse(null);
    }

    /** An interval: what it follows, its days, and when both ends were known. */
    private record Interval(
            String after, int days, LocalDate begun, LocalDate known, LocalDate start, LocalDate from) {}

    private List<Interval> intervals(List<String> judgements, LocalDate asOf, LocalDate inspectedBy) {
        List<Interval> intervals = new ArrayList<>();
        for (String authority : authorities.keySet()) {
            List<Map<String, String>> seen = seen(authority, "any", asOf, inspectedBy);
            for (int k = 0; k + 1 < seen.size(); k++) {
                Map<String, String> earlier = seen.get(k);
                Map<String, String> later = seen.get(k + 1);
                String grade = lowest(earlier, judgements);
                if (grade != null) {
                    LocalDate ended = LocalDate.parse(earlier.get("ended_on"));
                    LocalDate started = LocalDate.parse(later.get("started_on"));
                    intervals.add(new Interval(
                            family(earlier) + grade,
                            (int) Math.max(0, ChronoUnit.DAYS.between(ended, started)),
                            LocalDate.parse(earlier.get("published_on")),
                            LocalDate.parse(later.get("published_on")),
                            started,
                            ended));
                }
            }
        }
        return intervals;
    }

    /** Shortest, median and longest of some days; the median of an even number is the mean of the two in the middle, rounded up. */
    public static List<Integer> spread(List<Integer> days) {
        List<Integer> sorted = new ArrayList<>(days);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        int median = sorted.size() % 2 == 1
                ? sorted.get(half)
                : (int) Math.ceil((sorted.get(half - 1) + sorted.get(half)) / 2.0);
        return List.of(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }

    /** What is expected of each authority on a day, as {@code waited rank window}, and the error of the windows under the key {@code error}. */
    public Map<String, String> outlook(List<String> judgements, LocalDate asOf, LocalDate inspectedBy) {
        List<Interval> intervals = intervals(judgements, asOf, inspectedBy);
        Map<String, Map<String, String>> last = new HashMap<>();
        for (String authority : existing(asOf)) {
            List<Map<String, String>> seen = seen(authority, "any", asOf, inspectedBy);
            if (!seen.isEmpty()) {
                last.put(authority, seen.get(seen.size() - 1));
            }
        }
        Map<String, String> outlooks = new TreeMap<>();
        last.forEach((authority, row) -> {
            LocalDate ended = LocalDate.parse(row.get("ended_on"));
            long longer = last.values().stream()
                    .filter(other -> other.get("ended_on").compareTo(row.get("ended_on")) < 0)
                    .count();
            List<LocalDate> window = window(intervals, family(row) + lowest(row, judgements), ended, asOf);
            outlooks.put(
                    authority,
                    ChronoUnit.DAYS.between(ended, asOf) + " " + (longer + 1) + " " + last.size() + " " + window);
        });
        outlooks.put("error", error(intervals));
        return outlooks;
    }

    private static List<LocalDate> window(List<Interval> known, String after, LocalDate ended, LocalDate day) {
        List<Integer> days = known.stream()
                .filter(one -> one.after().equals(after))
                .map(Interval::days)
                .toList();
        return days.isEmpty()
                ? List.of()
                : spread(days).stream()
                        .map(ended::plusDays)
                        .map(date -> date.isBefore(day) ? day : date)
                        .toList();
    }

    private static String error(List<Interval> intervals) {
        List<Integer> errors = new ArrayList<>();
        int within = 0;
        for (Interval one : intervals) {
            List<Interval> known = intervals.stream()
                    .filter(other -> !other.known().isAfter(one.begun()))
                    .toList();
            List<LocalDate> window = window(known, one.after(), one.from(), one.begun());
            if (!window.isEmpty()) {
                errors.add((int) Math.abs(ChronoUnit.DAYS.between(window.get(1), one.start())));
                boolean inside =
                        !one.start().isBefore(window.get(0)) && !one.start().isAfter(window.get(2));
                within += inside ? 1 : 0;
            }
        }
        return errors.isEmpty()
                ? ""
                : errors.size() + " " + spread(errors).get(1) + " " + (double) within / errors.size();
    }
}
