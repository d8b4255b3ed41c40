/**
 * From an XLSX or ODS workbook to rows of texts, in bounded memory. Knows spreadsheets but not inspections. {@link
 * uk.regionalratings.ingest.sheet.Workbook} is the entry point.
 */
@NullMarked
package uk.regionalratings.ingest.sheet;

import org.jspecify.annotations.NullMarked;
