package uk.regionalratings.ingest.sheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A workbook of LibreOffice and similar programs (OpenDocument 1.2, part 1). One part holds all sheets: it is read
 * once for their names, and once more for the rows of each.
 */
final class OdsWorkbook implements Workbook {
    static final String CONTENT = "content.xml";

    /** The most bytes read for all sheets together: enough for five sheets of 100,000 rows each. */
    private static final long MOST_BYTES_READ = 1L << 30;

    private final Archive archive;
    private final SheetLimits limits;
    private final List<String> sheets = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<String> hiddenSheets = new ArrayList<>();

    /** @throws SheetException if {@code archive} is not such a workbook, or is damaged */
    OdsWorkbook(Archive archive, SheetLimits limits) throws IOException {
        this.archive = archive;
        this.limits = limits;
        try (Counted counted = new Counted(content());
                XmlPart part = new XmlPart(counted, limits)) {
            readSheets(part);
            if (counted.bytes * (sheets.size() + 1) > MOST_BYTES_READ) {
                throw new SheetException("has too many sheets for its size: save the list as a separate workbook");
            }
        }
    }

    private InputStream content() throws IOException {
        InputStream in = archive.open(CONTENT);
        if (in == null) {
            throw new SheetException("is damaged: the part with its sheets is missing");
        }
        return in;
    }

    private void readSheets(XmlPart part) throws IOException {
        Set<String> hiddenStyles = new HashSet<>();
        String style = null;
        boolean spreadsheet = false;
        int tables = 0;
        while (part.nextTag()) {
            if (part.isStart("spreadsheet")) {
                spreadsheet = true;
            } else if (part.isStart("style")) {
                style = part.attribute("name");
            } else if (part.isStart("table-properties") && "false".equals(part.attribute("display")) && style != null) {
                hiddenStyles.add(style);
            } else if (part.isStart("table")) {
                add(
                        String.valueOf(part.attribute("name")),
                        hiddenStyles.contains(part.attribute("style-name")),
                        tables);
                tables++;
                skip(part, "table");
            }
        }
        if (!spreadsheet) {
            throw new SheetException("is an OpenDocument file but not a spreadsheet");
        }
    }

    private void add(String name, boolean hidden, int place) throws SheetException {
        if (place == limits.sheets()) {
            throw new SheetException("has more than " + limits.sheets() + " sheets; no list does");
        }
        if (hidden) {
            hiddenSheets.add(name);
        } else {
            sheets.add(name);
            places.add(place);
        }
    }

    /** Goes to the end of the element at whose start tag {@code part} is. */
    static void skip(XmlPart part, String name) throws IOException {
        int open = 1;
        while (open > 0 && part.nextTag()) {
            open += part.isStart(name) ? 1 : 0;
            open -= part.isEnd(name) ? 1 : 0;
        }
    }

    @Override
    public List<String> sheets() {
        return List.copyOf(sheets);
    }

    @Override
    public boolean countsFrom1904() {
        return false;
    }

    @Override
    public List<String> hiddenSheets() {
        return List.copyOf(hiddenSheets);
    }

    @Override
    public SheetRows rows(int index) throws IOException {
        XmlPart part = new XmlPart(content(), limits);
        int table = 0;
        while (part.nextTag()) {
            if (part.isStart("table")) {
                if (table == places.get(index)) {
                    return new OdsRows(part, limits);
                }
                table++;
                skip(part, "table");
            }
        }
        throw new SheetException("is damaged: one of its sheets is missing");
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(read, 0);
            return read;
        }
    }
}
