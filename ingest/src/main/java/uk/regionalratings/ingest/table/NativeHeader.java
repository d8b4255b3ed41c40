package uk.regionalratings.ingest.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * The columns of the native form, in any order. Unknown columns are allowed and not read. The rows below are taken as
 * written.
 */
final class NativeHeader implements Header {
    /** Another name for {@code authority_id}, since the column may hold any alias. */
    private static final String AUTHORITY = "authority";

    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<String> fields = new ArrayList<>();
    private final String authorityColumn;

    /** @throws UnusableSourceException if columns are missing or duplicated; the message does not name the source */
    NativeHeader(List<String> header) {
        names = plain(header);
        boolean byAuthority = isByAuthority(names);
        authorityColumn = byAuthority ? AUTHORITY : InspectionField.AUTHORITY_ID.column();
        Set<String> twice = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String field = fieldOf(names.get(i), byAuthority);
            fields.add(field == null ? "" : field);
            if (field != null && positions.put(field, i) != null) {
                twice.add(names.get(i));
            }
        }
        List<String> missing = missing(positions.keySet());
        if (!missing.isEmpty()) {
            throw new UnusableSourceException("lacks columns: " + String.join(", ", missing) + "; its first line has "
                    + Quoted.of(String.join(",", names)) + ": it must be a header line");
        }
        if (!twice.isEmpty()) {
            throw new UnusableSourceException("has duplicate columns: " + String.join(", ", twice));
        }
    }

    /** Whether {@code header} has every column that the native form requires. */
    static boolean isComplete(List<String> header) {
        List<String> names = plain(header);
        Set<String> known = new LinkedHashSet<>();
        for (String name : names) {
            String field = fieldOf(name, isByAuthority(names));
            if (field != null) {
                known.add(field);
            }
        }
        return missing(known).isEmpty();
    }

    /** The native field with this name; null if there is none. */
    static @Nullable String fieldOf(String name, boolean byAuthority) {
        if (byAuthority && name.equals(AUTHORITY)) {
            return InspectionField.AUTHORITY_ID.column();
        }
        boolean known = InspectionField.ofColumn(name).isPresent()
                || Judgement.ofId(name).isPresent();
        return known ? name : null;
    }

    private static boolean isByAuthority(List<String> names) {
        return !names.contains(InspectionField.AUTHORITY_ID.column()) && names.contains(AUTHORITY);
    }

    private static List<String> plain(List<String> header) {
        return header.stream()
                .map(name -> VisibleText.of(name).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> missing(Set<String> known) {
        List<String> missing = new ArrayList<>(InspectionField.requiredColumns());
        missing.removeAll(known);
        // Only a list of withdrawn reports makes sense without a judgement.
        boolean judges = Judgement.ids().stream().anyMatch(known::contains);
        if (!judges && !known.contains(InspectionField.WITHDRAWN.column())) {
            missing.add("at least one judgement (" + String.join(", ", Judgement.ids()) + ")");
        }
        return missing;
    }

    @Override
    public int width() {
        return names.size();
    }

    @Override
    public String nameAt(int column) {
        return names.get(column);
    }

    @Override
    public String nameInSource(String field) {
        return field.equals(InspectionField.AUTHORITY_ID.column()) ? authorityColumn : field;
    }

    @Override
    public Map<String, String> fields(List<String> row, List<Problem> problems) {
        Map<String, String> texts = new HashMap<>();
        positions.forEach((field, position) -> texts.put(field, row.get(position)));
        return texts;
    }

    @Override
    public String fieldAt(int column) {
        return fields.get(column);
    }
}
