/**
 * From an XLSX or ODS workbook to rows of texts, in bounded memory. Knows spreadsheets and nothing of inspections. {@link
 * uk.regionalratings.ingest.sheet.Workbook} is the way in.
 */
@NullMarked
package uk.regionalratings.ingest.sheet;

import org.jspecify.annotations.NullMarked;
