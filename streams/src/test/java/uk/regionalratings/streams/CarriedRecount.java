package uk.regionalratings.streams;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Counts with the grades of predecessors by brute force, from docs/domain-rules.md (Lineage) and the rows of the files alone. */
public final class CarriedRecount {
    private static final String UNSETTLED = "UNSETTLED";

    private final Recount recount;
    private final Map<String, Map<String, String>> authorities = new HashMap<>();

    public CarriedRecount(Recount recount) {
        this.recount = recount;
        recount.authorities().forEach(row -> authorities.put(row.get("authority_id"), row));
    }

    /** What an area counts on a day: authorities by grade, with superseded, not rated, unsettled and all of them last. */
    public List<Integer> count(String area, String family, String judgement, LocalDate asOf, LocalDate inspectedBy) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String authorityId : recount.members(area, asOf)) {
            if (Recount.exists(authorities.get(authorityId), asOf.toString())) {
                Answer answer = answer(
                        authorityId, family, judgement, asOf.toString(), inspectedBy.toString(), new HashSet<>());
                numbers.merge(answer.grade(), 1, Integer::sum);
                numbers.merge("superseded", answer.superseded() ? 1 : 0, Integer::sum);
                numbers.merge("all", 1, Integer::sum);
            }
        }
        return List.of("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE", "superseded", "", UNSETTLED, "all")
                .stream()
                .map(name -> numbers.getOrDefault(name, 0))
                .toList();
    }

    /** Every day on which an authority came or went. */
    public SortedSet<LocalDate> reorganisationDays() {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Map<String, String> row : authorities.values()) {
            if (!row.get("established_on").isEmpty()) {
                days.add(LocalDate.parse(row.get("established_on")));
            }
            if (!row.get("abolished_on").isEmpty()) {
                days.add(LocalDate.parse(row.get("abolished_on")).plusDays(1));
            }
        }
        return days;
    }

    private record Answer(String grade, boolean superseded) {}

    private Answer answer(
            String authorityId, String family, String judgement, String asOf, String inspectedBy, Set<String> asked) {
        List<Map<String, String>> seen = recount.seen(authorityId, family, asOf, inspectedBy);
        for (int i = seen.size() - 1; i >= 0; i--) {
            if (!seen.get(i).get(judgement).isEmpty()) {
                return new Answer(seen.get(i).get(judgement), i < seen.size() - 1);
            }
        }
        Set<String> path = new HashSet<>(asked);
        path.add(authorityId);
        List<Answer> before = new ArrayList<>();
        for (String predecessor : predecessors(authorityId, asOf)) {
            if (!path.contains(predecessor)) {
                before.add(answer(predecessor, family, judgement, asOf, inspectedBy, path));
            }
        }
        if (before.stream().allMatch(one -> one.grade().isEmpty())) {
            return new Answer("", false);
        }
        boolean agree = before.stream().map(Answer::grade).distinct().count() == 1;
        if (!agree || before.get(0).grade().equals(UNSETTLED)) {
            return new Answer(UNSETTLED, false);
        }
        boolean superseded = !seen.isEmpty() || before.stream().anyMatch(Answer::superseded);
        return new Answer(before.get(0).grade(), superseded);
    }

    /** Those whose services had passed to an authority by a day. */
    private List<String> predecessors(String authorityId, String day) {
        return authorities.values().stream()
                .filter(row -> !row.get("authority_id").equals(authorityId))
                .filter(row ->
                        Arrays.asList(row.get("successor_ids").split(";", -1)).contains(authorityId))
                .filter(row -> hasPassed(row, authorities.get(authorityId), day))
                .map(row -> row.get("authority_id"))
                .toList();
    }

    private static boolean hasPassed(Map<String, String> from, Map<String, String> to, String day) {
        String last = from.get("abolished_on");
        if (!last.isEmpty()) {
            return day.compareTo(last) > 0;
        }
        String first = to.get("established_on");
        return !first.isEmpty() && day.compareTo(first) >= 0;
    }
}
