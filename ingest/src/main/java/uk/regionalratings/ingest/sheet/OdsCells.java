package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Returns the content of an ODS cell as text. */
final class OdsCells {
    private static final String OFFICE = ":office:";

    /** Elements that represent white space in a paragraph. */
    private static final Map<String, String> SPACES = Map.of("s", " ", "tab", "\t", "line-break", "\n");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+)?");
    private static final Pattern MIDNIGHT = Pattern.compile("T00:00(?::00(?:\\.0+)?)?$");
    private static final int LONGEST_ERROR = 20;

    private OdsCells() {}

    /**
     * Reads the cell at whose start tag {@code part} is, up to its end.
     *
     * @param covered whether the cell is merged with one before or above it
     */
    static Cell read(XmlPart part, boolean covered) throws IOException {
        String type = part.attribute(OFFICE, "value-type");
        boolean error = "error".equals(part.attribute(":calcext:", "value-type"));
        boolean formula = part.attribute("formula") != null;
        String value = value(part, type);
        String text = text(part, covered ? "covered-table-cell" : "table-cell");
        if (covered) {
            return Cell.faulty("is merged with another cell: unmerge the cells and write the value into each");
        }
        if (error) {
            return Cell.faulty(
                    "holds the error " + (text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR)));
        }
        if (type == null) {
            return formula && text.isEmpty()
                    ? Cell.faulty("holds a formula that " + CellTexts.NEVER_COMPUTED)
                    : Cell.of(text);
        }
        return of(type, value, text);
    }

    private static Cell of(String type, @Nullable String value, String text) {
        return switch (type) {
            case "float", "percentage", "currency" ->
                value == null ? Cell.faulty("holds a number that is none") : CellNumbers.number(value.strip());
            case "date" ->
                value != null && DATE.matcher(value).matches()
                        ? Cell.of(MIDNIGHT.matcher(value).replaceAll(""))
                        : Cell.faulty("holds a date that is none");
            case "boolean" -> Cell.of(String.valueOf(value));
            case "string", "time" -> Cell.of(text.isEmpty() && value != null ? value : text);
            default -> Cell.faulty("is of a kind that is not known");
        };
    }

    private static @Nullable String value(XmlPart part, @Nullable String type) {
        return switch (type == null ? "" : type) {
            case "date" -> part.attribute(OFFICE, "date-value");
            case "boolean" -> part.attribute(OFFICE, "boolean-value");
            case "string" -> part.attribute(OFFICE, "string-value");
            default -> part.attribute(OFFICE, "value");
        };
    }

    /** The text of its paragraphs, without comments. */
    private static String text(XmlPart part, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (part.nextTag() && !part.isEnd(end)) {
            if (part.isStart("annotation")) {
                OdsWorkbook.skip(part, "annotation");
            } else if (part.isStart("p")) {
                text.append(text.length() == 0 ? "" : "\n").append(part.text(SPACES));
            }
        }
        return text.toString();
    }
}
