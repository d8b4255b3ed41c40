package uk.regionalratings.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of text and aligned columns; numbers are right-aligned. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> before = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();
    private final List<String> after = new ArrayList<>();

    /** @param columns the headings; # marks a column of numbers */
    public TextTable(String... columns) {
        List<String> headings = new ArrayList<>();
        for (String column : columns) {
            numeric.add(column.startsWith("#"));
            headings.add(column.startsWith("#") ? column.substring(1) : column);
        }
        rows.add(headings);
    }

    /** Adds a line above the columns. */
    public TextTable line(String text) {
        before.add(text);
        return this;
    }

    /** Adds a line below the columns. */
    public TextTable footer(String text) {
        after.add(text);
        return this;
    }

    /** Adds a row with a cell for each column. */
    public TextTable row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof JsonNode node ? text(node) : String.valueOf(cell));
        }
        rows.add(row);
        return this;
    }

    private static String text(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return "-";
        }
        return node.isBoolean() ? node.asBoolean() ? "yes" : "" : node.asText();
    }

    /** The whole text, ending with a line break. A table without rows says so. */
    public String render() {
        List<String> lines = new ArrayList<>(before);
        if (!before.isEmpty()) {
            lines.add("");
        }
        rows.forEach(row -> lines.add(aligned(row)));
        if (rows.size() == 1) {
            lines.add("none");
        }
        lines.addAll(after);
        return lines.stream()
                .map(line -> line.stripTrailing() + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private String aligned(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            line.append(numeric.get(column) ? padding + cell : cell + padding).append(GAP);
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
