/**
 * Everything that is known as of a day, as tables and as files. Comes in: one consistent state of the read models. Goes out: rows with
 * described columns, as CSV, as a workbook or as Parquet. Knows no HTTP.
 */
@NullMarked
package uk.regionalratings.streams.export;

import org.jspecify.annotations.NullMarked;
