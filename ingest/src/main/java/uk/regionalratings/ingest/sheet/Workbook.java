package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.util.List;

/**
 * A workbook: XLSX or ODS. Whatever its bytes, it is read in bounded memory, and fails only with {@link
 * SheetException}s and other {@link IOException}s.
 */
public interface Workbook {
    /**
     * Opens a workbook.
     *
     * @param bytes the whole workbook, or any number of bytes above {@link #mostBytes()}; not copied, and not to be
     *     changed
     * @throws SheetException if it is not a workbook, is damaged or too large
     */
    static Workbook open(byte[] bytes) throws IOException {
        SheetLimits limits = SheetLimits.USUAL;
        if (bytes.length > limits.bytes()) {
            throw new SheetException(
                    "is a ZIP archive of more than " + limits.bytes() + " bytes: send the list as CSV");
        }
        Archive archive = new Archive(bytes, limits);
        return archive.has(OdsWorkbook.CONTENT) ? new OdsWorkbook(archive, limits) : new XlsxWorkbook(archive, limits);
    }

    /** The size in bytes of the largest workbook that can be read. */
    static int mostBytes() {
        return SheetLimits.USUAL.bytes();
    }

    /** The names of the visible sheets. Hidden ones are not meant to be read. */
    List<String> sheets();

    /** The names of the hidden sheets, which are not read. */
    List<String> hiddenSheets();

    /**
     * Whether days count from 1904 rather than 1900; if so, a number without a date format does not determine a day.
     */
    boolean countsFrom1904();

    /**
     * The rows of a sheet, starting with the first.
     *
     * @param index in {@link #sheets()}
     */
    SheetRows rows(int index) throws IOException;
}
