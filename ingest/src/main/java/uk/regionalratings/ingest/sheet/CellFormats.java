package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows which formats of a workbook show a number as a date; only the format distinguishes dates from numbers. */
final class CellFormats {
    /** No workbook has more cell formats; any further ones are not read. */
    private static final int MOST_FORMATS = 1 << 16;

    /** Characters in a format that are not format letters: quoted, escaped, padding, and colours or locales. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*+\"|\\\\.|[_*].|\\[[^\\]]*+\\]");

    private final BitSet dates = new BitSet();

    private CellFormats() {}

    /** The formats of a workbook that defines none. */
    static CellFormats none() {
        return new CellFormats();
    }

    /** Reads the styles part without closing it. */
    static CellFormats read(XmlPart styles) throws IOException {
        CellFormats formats = new CellFormats();
        Set<String> ownDates = new HashSet<>();
        Set<String> ownOthers = new HashSet<>();
        boolean ofCells = false;
        int index = 0;
        while (styles.nextTag()) {
            if (styles.isStart("numFmt") && ownDates.size() + ownOthers.size() < MOST_FORMATS) {
                String code = styles.attribute("formatCode");
                String id = styles.attribute("numFmtId");
                if (id != null) {
                    (code != null && showsDay(code) ? ownDates : ownOthers).add(id);
                }
            } else if (styles.isStart("cellXfs") || styles.isEnd("cellXfs")) {
                ofCells = styles.isStart("cellXfs");
            } else if (ofCells && styles.isStart("xf") && index < MOST_FORMATS) {
                String id = styles.attribute("numFmtId");
                boolean own = id != null && (ownDates.contains(id) || ownOthers.contains(id));
                boolean date = own ? ownDates.contains(id) : id != null && isUsualDate(id);
                formats.dates.set(index, date);
                index++;
            }
        }
        return formats;
    }

    /** Whether cells of this format hold days. */
    boolean isDate(int format) {
        return format >= 0 && dates.get(format);
    }

    /**
     * Built-in formats, which workbooks do not define (ECMA-376 part 1, 18.8.30); the East Asian ones are dates too.
     */
    private static boolean isUsualDate(String id) {
        int number = CellNumbers.wholeOr(id, 0);
        return (number >= 14 && number <= 17)
                || number == 22
                || (number >= 27 && number <= 31)
                || number == 36
                || (number >= 50 && number <= 54)
                || number == 57
                || number == 58;
    }

    /** Whether a format has a letter for years or days; the letter for months also means minutes. */
    static boolean showsDay(String code) {
        String letters = LITERAL.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
        String first = letters.split(";", 2)[0];
        return first.indexOf('y') >= 0 || first.indexOf('d') >= 0;
    }
}
