package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.util.List;

/**
 * A workbook: XLSX or ODS. Whatever its bytes are, it is read within bounded memory, and refused with nothing but {@link
 * SheetException}s and {@link IOException}s.
 */
public interface Workbook {
    /**
     * Opens a workbook.
     *
     * @param bytes all of it, or any more than {@link #mostBytes()}; not copied, and not to be changed
     * @throws SheetException when it is none, is damaged or larger than it may be
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

    /** Size in bytes of the largest workbook that is read. */
    static int mostBytes() {
        return SheetLimits.USUAL.bytes();
    }

    /** The names of the sheets that its reader sees; hidden ones hold what nobody was meant to read. */
    List<String> sheets();

    /** The names of the hidden sheets, which are not read. */
    List<String> hiddenSheets();

    /** Whether days count from 1904 rather than from 1900: then a number without a date's format does not say which day it is. */
    boolean countsFrom1904();

    /**
     * The rows of a sheet, from the first on.
     *
     * @param index in {@link #sheets()}
     */
    SheetRows rows(int index) throws IOException;
}
