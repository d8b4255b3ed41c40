package uk.regionalratings.ingest.sheet;

/**
 * How much one workbook may take. A list of every inspection there has been is 60 KiB as a file; a sheet of 100,000 rows
 * with 15 columns is some 5 MiB, and 50 MiB unpacked. Together they keep a hostile file below 150 MiB of heap.
 *
 * @param bytes size of the file; it is held in memory, since its parts stand in no certain order
 * @param entries files in the archive; real workbooks have a few dozen
 * @param partBytes unpacked size of one part: what a bomb of some kilobytes swells to is cut off here
 * @param allBytes unpacked size of all parts together
 * @param markupBytes distance from one tag to the next: the longest text of a cell is 32,767 characters
 * @param names distinct names of elements, attributes and prefixes in one part; the parser keeps each for ever
 * @param depth elements within elements
 * @param sharedTexts texts that cells refer to by number; they are held in memory
 * @param sharedCharacters characters of all these texts together
 * @param columns columns that are read of a row; a row that has more is not read
 * @param rangeRows rows of merged cells, each range counted by itself, which are held in memory; of an ODS workbook rows that stand
 *     there once for many
 * @param sheets sheets, hidden ones among them; of an ODS workbook each costs one pass over all
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
    /** What is in force outside tests. */
    static final SheetLimits USUAL = new SheetLimits(
            16 << 20, 1_000, 64 << 20, 256 << 20, 256 << 10, 1_000, 50, 500_000, 16 << 20, 256, 100_000, 100);
}
