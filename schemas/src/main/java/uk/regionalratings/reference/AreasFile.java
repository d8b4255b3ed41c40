package uk.regionalratings.reference;

import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.regionalratings.reference.ReferenceFiles.Row;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Membership;

/**
 * Reads an areas file. The first row of an area describes it. Each of its rows may name members with the days of that
 * row. Rows without the columns {@code from} and {@code until}, as in older files, name members on every day.
 */
final class AreasFile {
    private static final List<String> COLUMNS =
            List.of("area_id", "name", "kind", "gss_code", "members", "from", "until");
    /** The fields that further rows of an area may leave empty. */
    private static final List<String> SAID_ONCE = List.of("name", "kind", "gss_code");

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private AreasFile() {}

    /** An area as far as it has been read. */
    private record Entry(Row first, Area.Kind kind, List<Membership> memberships) {
        Area area() {
            return new Area(
                    first.required("area_id"), first.required("name"), kind, first.optional("gss_code"), memberships);
        }
    }

    /** @throws ReferenceFileException at the first problem */
    static Areas read(String name, Reader text) {
        List<Row> rows = ReferenceFiles.rows(name, text, COLUMNS);
        AreasFile file = new AreasFile();
        rows.forEach(file::add);
        rows.forEach(file::requireKnownMembers);
        try {
            return new Areas(file.entries.values().stream().map(Entry::area).toList());
        } catch (IllegalArgumentException e) {
            throw new ReferenceFileException(name + ": " + e.getMessage(), e);
        }
    }

    private void add(Row row) {
        String areaId = row.required("area_id");
        Entry known = entries.get(areaId);
        if (known == null) {
            known = first(row, areaId);
            entries.put(areaId, known);
        } else {
            requireSame(row, known.first());
        }
        known.memberships().addAll(memberships(row, known.kind()));
    }

    private static Entry first(Row row, String areaId) {
        if (Authority.isMember(areaId)) {
            throw row.problem("area_id", areaId + " has the form of an authority's DfE code: use another identity");
        }
        row.required("name");
        String text = row.required("kind");
        Area.Kind kind = Area.Kind.of(text)
                .orElseThrow(() -> row.problem(
                        "kind", "\"" + text + "\" must be country, region, group, combined authority or other"));
        return new Entry(row, kind, new ArrayList<>());
    }

    private static void requireSame(Row row, Row first) {
        if (row.optional("members") == null) {
            throw row.problem(
                    "area_id",
                    row.required("area_id") + " is listed twice: a further row of an area must name members");
        }
        for (String field : SAID_ONCE) {
            String text = row.optional(field);
            if (text != null && !text.equals(first.optional(field))) {
                throw row.problem(
                        field,
                        "\"" + text + "\" differs from line " + first.line()
                                + ": leave it empty in further rows of an area");
            }
        }
    }

    private static List<Membership> memberships(Row row, Area.Kind kind) {
        LocalDate from = row.date("from");
        LocalDate until = row.date("until");
        List<String> members = row.list("members");
        if (members.isEmpty() && (from != null || until != null)) {
            throw row.problem("members", "is empty: from and until are the first and last day of members");
        }
        if (kind == Area.Kind.REGION && !members.isEmpty()) {
            throw row.problem("members", "must be empty for a region: each authority names its region itself");
        }
        if (from != null && until != null && until.isBefore(from)) {
            throw row.problem("until", until + " is before from " + from);
        }
        Set<String> distinct = new HashSet<>();
        return members.stream()
                .map(member -> {
                    if (!distinct.add(member)) {
                        throw row.problem("members", "\"" + member + "\" is named twice");
                    }
                    return new Membership(member, from, until);
                })
                .toList();
    }

    private void requireKnownMembers(Row row) {
        for (String member : row.list("members")) {
            if (!Authority.isMember(member) && !entries.containsKey(member)) {
                throw row.problem(
                        "members",
                        "\"" + member + "\" is neither an area of this file nor the 3-digit DfE code of an authority");
            }
        }
    }
}
