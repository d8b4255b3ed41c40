package uk.regionalratings.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Judgement;

/** Which column holds which field. Columns may stand in any order; those that nobody knows are let through unread. */
final class CsvHeader {
    /** Another name for {@code authority_id}, since the column may hold any alias. */
    private static final String AUTHORITY = "authority";

    private final int width;
    private final Map<String, Integer> positions = new HashMap<>();
    private final String authorityColumn;
    private final List<String> ignored = new ArrayList<>();

    /** @throws UnusableSourceException when columns are missing or there twice; the message does not name the source */
    CsvHeader(List<String> header) {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        width = names.size();
        boolean byAuthority = !names.contains(InspectionField.AUTHORITY_ID.column()) && names.contains(AUTHORITY);
        authorityColumn = byAuthority ? AUTHORITY : InspectionField.AUTHORITY_ID.column();
        Set<String> twice = new LinkedHashSet<>();
        for (int i = 0; i < width; i++) {
            String field = fieldOf(names.get(i), byAuthority);
            if (field == null) {
                ignored.add(names.get(i));
            } else if (positions.put(field, i) != null) {
                twice.add(names.get(i));
            }
        }
        refuseMissing(names);
        if (!twice.isEmpty()) {
            throw new UnusableSourceException("has columns more than once: " + String.join(", ", twice));
        }
    }

    private static @Nullable String fieldOf(String name, boolean byAuthority) {
        if (byAuthority && name.equals(AUTHORITY)) {
            return InspectionField.AUTHORITY_ID.column();
        }
        boolean known = InspectionField.ofColumn(name).isPresent()
                || Judgement.ofId(name).isPresent();
        return known ? name : null;
    }

    private void refuseMissing(List<String> names) {
        List<String> missing = new ArrayList<>(InspectionField.requiredColumns());
        missing.removeAll(positions.keySet());
        // Only a list of withdrawn reports makes sense without any judgement.
        boolean judges = Judgement.ids().stream().anyMatch(positions::containsKey);
        if (!judges && !positions.containsKey(InspectionField.WITHDRAWN.column())) {
            missing.add("at least one judgement (" + String.join(", ", Judgement.ids()) + ")");
        }
        if (!missing.isEmpty()) {
            throw new UnusableSourceException("lacks columns: " + String.join(", ", missing) + "; its first line has "
                    + Quoted.of(String.join(",", names)) + ": it must be a header line, separated by commas");
        }
    }

    int width() {
        return width;
    }

    /** Columns that are not read; empty names aside. */
    List<String> ignored() {
        return ignored.stream().filter(name -> !name.isEmpty()).toList();
    }

    /** How the source calls a field. */
    String nameInSource(String field) {
        return field.equals(InspectionField.AUTHORITY_ID.column()) ? authorityColumn : field;
    }

    /** The row's texts by field; a row must be as wide as the header. */
    Map<String, String> fields(List<String> row) {
        Map<String, String> fields = new HashMap<>();
        positions.forEach((field, position) -> fields.put(field, row.get(position)));
        return fields;
    }
}
