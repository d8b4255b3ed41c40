package uk.regionalratings.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The counts of docs/domain-rules.md, recounted from the CSV files by brute force for one day at a time. Written from the page
 * alone and with the JDK alone, so that it shares no mistake with the software that it checks.
 */
public final class Recount {
    /** The order that decides which grade is the standing one, a copy for these rows independent of the product. */
    public static final Comparator<Map<String, String>> IN_ORDER =
            Comparator.comparing(row -> row.get("published_on") + row.get("ended_on") + row.get("inspection_id"));

    /** The judgements, as columns of the file and as the API writes them. */
    public static final List<String> JUDGEMENTS = List.of(
            "overall_effectiveness",
            "impact_of_leaders",
            "help_and_protection",
            "in_care",
            "care_leavers",
            "in_care_and_care_leavers",
            "adoption");

    /** How many judgements {@link #judgementsInTurn} gives. */
    private static final int IN_TURN = Integer.getInteger("judgements", 1);

    /** With 1 {@link #daysInTurn} gives every day, with 3 every third. */
    private static final int DAYS_APART = Integer.getInteger("daysApart", 3);

    /** The families of frameworks. */
    public static final List<String> FAMILIES = List.of("sif", "ilacs", "any");

    private static final String FOLDER = "/uk/regionalratings/reference/";

    private final List<Map<String, String>> authorities;
    private final List<Map<String, String>> areas;
    /** By area and day: asked for each judgement and family. */
    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();
    /** By authority and family, in their order. */
    private final Map<String, List<Map<String, String>>> inspections = new HashMap<>();

    /** Recounts these rows, each a map from column to text. */
    public Recount(
            List<Map<String, String>> authorities,
            List<Map<String, String>> inspections,
            List<Map<String, String>> areas) {
        this.authorities = authorities;
        this.areas = areas;
        List<Map<String, String>> ordered = new ArrayList<>(inspections);
        ordered.sort(IN_ORDER);
        for (Map<String, String> row : ordered) {
            String family = row.get("framework").startsWith("SIF") ? "sif" : "ilacs";
            for (String kept : List.of(family, "any")) {
                this.inspections
                        .computeIfAbsent(row.get("authority_id") + kept, any -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    /** Recounts the bundled real history. */
    public static Recount ofBundledHistory() {
        return new Recount(rows("authorities.csv"), rows("inspections.csv"), rows("areas.csv"));
    }

    /**
     * What an area counts on a day.
     *
     * @param authorities all of them
     * @param grades how many have each grade; a grade that none has is 0
     * @param superseded how many grades are superseded
     * @param notRated how many have none
     * @param outstanding identities of those rated outstanding, sorted
     */
    public record Tally(
            int authorities, Map<String, Integer> grades, int superseded, int notRated, SortedSet<String> outstanding) {
        /** The fraction of the rated authorities that is good or outstanding. */
        public double goodOrOutstanding() {
            int rated = grades.values().stream().mapToInt(Integer::intValue).sum();
            return (double) (grades.get("GOOD") + grades.get("OUTSTANDING")) / rated;
        }
    }

    /** The rows of the authorities. */
    List<Map<String, String>> authorities() {
        return authorities;
    }

    /** Identities of the areas in the order of the file. */
    public List<String> areas() {
        return areas.stream().map(area -> area.get("area_id")).distinct().toList();
    }

    /** Every third of these days, and all of them in the thorough tests. */
    public static List<LocalDate> daysInTurn(Collection<LocalDate> days) {
        List<LocalDate> all = List.copyOf(days);
        return IntStream.range(0, all.size())
                .filter(number -> number % DAYS_APART == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** Some of the judgements, more of them in the thorough tests: over the days and areas each has its turn. */
    public static List<String> judgementsInTurn(LocalDate day, String area) {
        int first = Math.floorMod(day.toEpochDay() + area.hashCode(), JUDGEMENTS.size());
        return IntStream.range(first, first + IN_TURN)
                .mapToObj(i -> JUDGEMENTS.get(i % JUDGEMENTS.size()))
                .toList();
    }

    /** Every day on which an inspection was published. */
    public SortedSet<LocalDate> publicationDays() {
        SortedSet<LocalDate> days = new TreeSet<>();
        inspections.values().forEach(rows -> rows.forEach(row -> days.add(LocalDate.parse(row.get("published_on")))));
        return days;
    }

    /** Counts what was published by {@code asOf}. */
    public Tally count(String area, String family, String judgement, LocalDate asOf) {
        return count(area, family, judgement, asOf, LocalDate.of(9999, 12, 31));
    }

    /** Counts what was published by {@code asOf} of what was inspected by {@code inspectedBy}. */
    public Tally count(String area, String family, String judgement, LocalDate asOf, LocalDate inspectedBy) {
        return count(members(area, asOf), family, judgement, asOf, inspectedBy);
    }

    /** Identities of the authorities that lie in an area on a day, abolished ones included. */
    public Set<String> members(String area, LocalDate day) {
        return members.computeIfAbsent(area + day, any -> findMembers(area, day));
    }

    private Set<String> findMembers(String area, LocalDate day) {
        Set<String> members = new HashSet<>();
        for (Map<String, String> row : areas) {
            if (!row.get("area_id").equals(area)) {
                continue;
            }
            if (row.get("kind").equals("region")) {
                authorities.stream()
                        .filter(authority -> authority.get("region").equals(area))
                        .forEach(authority -> members.add(authority.get("authority_id")));
            } else if (isInForce(row, day.toString())) {
                for (String member : row.get("members").split(";", -1)) {
                    members.addAll(member.matches("[0-9]+") ? Set.of(member) : findMembers(member, day));
                }
            }
        }
        return members;
    }

    private static boolean isInForce(Map<String, String> row, String day) {
        return row.get("from").compareTo(day) <= 0
                && (row.get("until").isEmpty() || row.get("until").compareTo(day) >= 0);
    }

    /** Every day on which an authority becomes a member of an area, and every day after one on which it still was. */
    public SortedSet<LocalDate> membershipDays() {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Map<String, String> row : areas) {
            if (!row.get("from").isEmpty()) {
                days.add(LocalDate.parse(row.get("from")));
            }
            if (!row.get("until").isEmpty()) {
                days.add(LocalDate.parse(row.get("until")).plusDays(1));
            }
        }
        return days;
    }

    /** Counts for any set of authorities. */
    public Tally count(Set<String> members, String family, String judgement, LocalDate asOf, LocalDate inspectedBy) {
        Map<String, Integer> grades = new HashMap<>();
        for (String grade : List.of("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE")) {
            grades.put(grade, 0);
        }
        int all = 0;
        int superseded = 0;
        int notRated = 0;
        SortedSet<String> outstanding = new TreeSet<>();
        for (Map<String, String> authority : authorities) {
            if (!members.contains(authority.get("authority_id")) || !exists(authority, asOf.toString())) {
                continue;
            }
            all++;
            List<Map<String, String>> seen =
                    seen(authority.get("authority_id"), family, asOf.toString(), inspectedBy.toString());
            List<Map<String, String>> making =
                    seen.stream().filter(row -> !row.get(judgement).isEmpty()).toList();
            if (making.isEmpty()) {
                notRated++;
                continue;
            }
            Map<String, String> last = making.get(making.size() - 1);
            grades.merge(last.get(judgement), 1, Integer::sum);
            superseded += seen.get(seen.size() - 1) == last ? 0 : 1;
            if (last.get(judgement).equals("OUTSTANDING")) {
                outstanding.add(authority.get("authority_id"));
            }
        }
        return new Tally(all, grades, superseded, notRated, outstanding);
    }

    /**
     * From which grade to which the authorities have gone between inspections that make the judgement, as {@code GOOD>OUTSTANDING} with
     * no word for no grade.
     *
     * @param lastTwo whether the last inspection is compared with the one before it; with the first one otherwise
     */
    public Map<String, String> transitions(
            Set<String> members,
            String family,
            String judgement,
            LocalDate asOf,
            LocalDate inspectedBy,
            boolean lastTwo) {
        Map<String, String> transitions = new HashMap<>();
        for (String authority : existing(members, asOf)) {
            List<String> given = seen(authority, family, asOf.toString(), inspectedBy.toString()).stream()
                    .map(row -> row.get(judgement))
                    .filter(grade -> !grade.isEmpty())
                    .toList();
            int size = given.size();
            String from = size < 2 ? "" : given.get(lastTwo ? size - 2 : 0);
            transitions.put(authority, from + ">" + (size == 0 ? "" : given.get(size - 1)));
        }
        return transitions;
    }

    /** The same between the grades that stood on two days. */
    public Map<String, String> transitions(
            Set<String> members, String family, String judgement, LocalDate earlier, LocalDate later) {
        Map<String, String> transitions = new HashMap<>();
        for (String authority : existing(members, later)) {
            transitions.put(
                    authority,
                    standing(authority, family, judgement, earlier) + ">"
                            + standing(authority, family, judgement, later));
        }
        return transitions;
    }

    private List<String> existing(Set<String> members, LocalDate day) {
        return authorities.stream()
                .filter(authority -> members.contains(authority.get("authority_id")))
                .filter(authority -> exists(authority, day.toString()))
                .map(authority -> authority.get("authority_id"))
                .toList();
    }

    private String standing(String authority, String family, String judgement, LocalDate day) {
        return seen(authority, family, day.toString(), "9999-12-31").stream()
                .map(row -> row.get(judgement))
                .filter(grade -> !grade.isEmpty())
                .reduce("", (earlier, later) -> later);
    }

    // Dates written as YYYY-MM-DD are in the order of their texts.
    static boolean exists(Map<String, String> authority, String day) {
        String established = authority.get("established_on");
        String abolished = authority.get("abolished_on");
        return established.compareTo(day) <= 0 && (abolished.isEmpty() || abolished.compareTo(day) >= 0);
    }

    List<Map<String, String>> seen(String authorityId, String family, String asOf, String inspectedBy) {
        List<Map<String, String>> seen = new ArrayList<>();
        for (Map<String, String> row : inspections.getOrDefault(authorityId + family, List.of())) {
            if (row.get("published_on").compareTo(asOf) <= 0
                    && row.get("ended_on").compareTo(inspectedBy) <= 0) {
                seen.add(row);
            }
        }
        return seen;
    }

    /** The rows of a bundled file. A judgement without a column has no grade in any row. */
    public static List<Map<String, String>> rows(String file) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (InputStream in = Recount.class.getResourceAsStream(FOLDER + file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> header = cells(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = cells(line);
                Map<String, String> row = new HashMap<>();
                // The file needs a column only for the judgements that an inspection in it makes.
                JUDGEMENTS.forEach(judgement -> row.put(judgement, ""));
                for (int i = 0; i < header.size(); i++) {
                    row.put(header.get(i), cells.get(i));
                }
                rows.add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
