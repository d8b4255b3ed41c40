package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Returns the content of a cell as text. For a formula, this is the value that the spreadsheet computed last.
 * Programs that only write workbooks compute no values: such a cell is unknown, not blank.
 */
final class CellTexts {
    static final String NEVER_COMPUTED =
            "was never computed: open the workbook in a spreadsheet program and save it, or write values in place of formulas";

    private final SharedTexts texts;
    private final CellFormats formats;
    private final boolean from1904;

    CellTexts(SharedTexts texts, CellFormats formats, boolean from1904) {
        this.texts = texts;
        this.formats = formats;
        this.from1904 = from1904;
    }

    /** Reads the cell at whose start tag {@code part} is, up to its end. */
    Cell read(XmlPart part) throws IOException {
        String type = part.attribute("t");
        int format = CellNumbers.wholeOr(part.attribute("s"), 0);
        String value = null;
        String inline = null;
        boolean formula = false;
        while (part.nextTag() && !part.isEnd("c")) {
            if (part.isStart("v")) {
                value = part.text();
            } else if (part.isStart("is")) {
                inline = SharedTexts.rich(part, "is");
            } else if (part.isStart("f")) {
                formula = true;
                part.text();
            }
        }
        if (inline != null) {
            return Cell.of(inline);
        }
        if (formula && !isComputed(type, value)) {
            return Cell.faulty("holds a formula that " + NEVER_COMPUTED);
        }
        return value == null || value.isBlank() ? Cell.BLANK : of(type, format, value);
    }

    /** Whether a formula has a value: if it was computed to an empty text, it has an empty value of that type. */
    static boolean isComputed(@Nullable String type, @Nullable String value) {
        return value != null && (!value.isBlank() || "str".equals(type));
    }

    private Cell of(@Nullable String type, int format, String value) {
        if (type == null) {
            return number(value, format);
        }
        return switch (type) {
            case "n" -> number(value, format);
            case "s" -> shared(value.strip());
            case "str", "inlineStr" -> Cell.of(SharedTexts.unescaped(value));
            case "b" -> truth(value.strip());
            case "d" -> Cell.of(value.strip().replaceFirst("T00:00(:00(\\.0+)?)?Z?$", ""));
            case "e" -> Cell.faulty("holds the error " + shortened(value.strip()));
            default -> Cell.faulty("is of a kind that is not known");
        };
    }

    private Cell number(String value, int format) {
        return formats.isDate(format) ? CellNumbers.date(value.strip(), from1904) : CellNumbers.number(value.strip());
    }

    private Cell shared(String number) {
        String text = texts.get(CellNumbers.wholeOr(number, -1));
        return text == null ? Cell.faulty("refers to a text that the workbook does not contain") : Cell.of(text);
    }

    private static Cell truth(String value) {
        return switch (value) {
            case "1", "true" -> Cell.of("true");
            case "0", "false" -> Cell.of("false");
            default -> Cell.faulty("contains an invalid truth value");
        };
    }

    private static String shortened(String error) {
        return error.length() <= 20 ? error : error.substring(0, 20);
    }
}
