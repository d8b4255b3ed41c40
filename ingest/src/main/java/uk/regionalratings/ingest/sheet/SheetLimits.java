package uk.regionalratings.ingest.sheet;

/**
 * The limits for one workbook. A list of every inspection so far is a file of 60 KiB; a sheet of 100,000 rows with 15
 * columns is about 5 MiB, and 50 MiB decompressed. Together the limits keep a hostile file below 150 MiB of heap.
 *
 * @param bytes size of the file, which is held in memory, since its parts come in any order
 * @param entries files in the archive; real workbooks have a few dozen
 * @param partBytes decompressed size of one part; stops ZIP bombs
 * @param allBytes decompressed size of all parts together
 * @param markupBytes distance from one tag to the next: the longest text of a cell is 32,767 characters
 * @param names distinct names of elements, attributes and prefixes in one part; the parser never forgets any
 * @param depth nesting of elements
 * @param sharedTexts number of texts that cells refer to by number, which are held in memory
 * @param sharedCharacters characters of all these texts together
 * @param columns columns of a row; a row with more is not read
 * @param rangeRows rows of merged cells, counted for each range, which are held in memory; in an ODS workbook,
 *     repetitions of a row
 * @param sheets sheets, including hidden ones; in an ODS workbook each costs one pass over all
 */
record SheetLimits(
        int bytes,
        int entries,
        long partBytes,
        long allBytes,
        int markupBytes,
        int names,
        int depth,
        int sharedTexts,
        int sharedCharacters,
        int columns,
        int rangeRows,
        int sheets) {
    /** The limits in production. */
    static final SheetLimits USUAL = new SheetLimits(
            16 << 20, 1_000, 64 << 20, 256 << 20, 256 << 10, 1_000, 50, 500_000, 16 << 20, 256, 100_000, 100);
}
