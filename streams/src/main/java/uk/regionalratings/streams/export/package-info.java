/**
 * Tables of everything known as of a day. One consistent state of the read models comes in; rows with described columns
 * go out, as CSV, workbook or Parquet. Independent of HTTP.
 */
@NullMarked
package uk.regionalratings.streams.export;

import org.jspecify.annotations.NullMarked;
