/**
 * Reads the rows of CSV files and workbooks as records. A {@code Header} says which column is which: {@code
 * NativeHeader} has the product's own columns; {@code ListHeader} and the other classes whose names begin with {@code
 * List} read the sector's lists. {@link uk.regionalratings.ingest.table.CsvRecordReader} and {@link
 * uk.regionalratings.ingest.table.SheetRecordReader} are the entry points.
 */
@NullMarked
package uk.regionalratings.ingest.table;

import org.jspecify.annotations.NullMarked;
