package uk.regionalratings.ingest.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * The columns of a list as the sector circulates it, recognised by their usual names. {@link ListRow} reads the rows
 * below as people write them.
 */
final class ListHeader implements Header {
    private static final String AUTHORITY = InspectionField.AUTHORITY_ID.column();
    private static final String INSPECTION = InspectionField.INSPECTION_ID.column();

    private final List<String> names;
    private final List<String> fields = new ArrayList<>();
    private final Map<String, String> namesInSource = new HashMap<>();
    private final ListAuthorities authorities;
    private final ListConventions conventions;

    /** @throws UnusableSourceException if columns are missing or duplicated; the message does not name the source */
    ListHeader(List<String> header, ColumnNames columns, ListAuthorities authorities) {
        this.names = header.stream().map(VisibleText::of).toList();
        this.authorities = authorities;
        this.conventions = ListConventions.NONE;
        Set<String> twice = new LinkedHashSet<>();
        for (String name : names) {
            String field = columns.columnOf(name).orElse("");
            fields.add(field);
            // A list may give an authority's name and code; every other fact has one column.
            if (!field.isEmpty() && namesInSource.putIfAbsent(field, name) != null && !field.equals(AUTHORITY)) {
                twice.add(name);
            }
        }
        refuseMissing();
        if (!twice.isEmpty()) {
            throw new UnusableSourceException(
                    "has more than one column for the same field: " + String.join(", ", twice));
        }
    }

    private ListHeader(ListHeader header, ListConventions conventions) {
        this.names = header.names;
        this.authorities = header.authorities;
        this.fields.addAll(header.fields);
        this.namesInSource.putAll(header.namesInSource);
        this.conventions = conventions;
    }

    private void refuseMissing() {
        List<String> missing = new ArrayList<>(InspectionField.requiredColumns());
        missing.remove(INSPECTION);
        missing.removeAll(fields);
        if (Judgement.ids().stream().noneMatch(fields::contains)) {
            missing.add("at least one judgement");
        }
        if (!missing.isEmpty()) {
            throw new UnusableSourceException("lacks columns for: " + String.join(", ", missing) + "; its header has "
                    + Quoted.of(String.join(",", names)) + ": see --columns for other names");
        }
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
        return Quoted.clean(namesInSource.getOrDefault(field, field));
    }

    @Override
    public Map<String, String> fields(List<String> row, List<Problem> problems) {
        return new ListRow(texts(row), conventions, problems)
                .nativeFields(of(AUTHORITY, row), authorities, namesInSource.containsKey(INSPECTION));
    }

    /** The texts of a row by native column, except the authority. */
    private Map<String, String> texts(List<String> row) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String field = fields.get(i);
            if (!field.isEmpty() && !field.equals(AUTHORITY)) {
                texts.put(field, row.get(i));
            }
        }
        return texts;
    }

    /** The texts of all columns of one field. */
    private List<String> of(String field, List<String> row) {
        return IntStream.range(0, Math.min(names.size(), row.size()))
                .filter(i -> fields.get(i).equals(field))
                .mapToObj(row::get)
                .toList();
    }

    @Override
    public boolean isAside(List<String> row) {
        return AsideRows.isAside(row) && of(AUTHORITY, row).stream().noneMatch(authorities::isKnown);
    }

    @Override
    public boolean dependsOnRows() {
        return true;
    }

    @Override
    public Header knowing(List<List<String>> rows, boolean serials) {
        return new ListHeader(
                this, ListConventions.of(rows.stream().map(this::texts).toList(), serials));
    }

    @Override
    public List<String> conventions() {
        return conventions.remarks(this::nameInSource);
    }

    @Override
    public String fieldAt(int column) {
        return fields.get(column);
    }
}
